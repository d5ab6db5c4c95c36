/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "distinct.h"

#include <stdio.h>
#include <string.h>

/* Two of these are two people. Of spellings that one name has in several languages (Dmitri, Dmitry)
 * one alone stands here, so that mixing them is still found. */
static const char *const first_names[] = {
    " adele adeline adrian adriana adriano adrien adrienne agathe agnes aicha aime aimee ",
    " alain alan alban albane albert alberta alberte alberto aldo alessandra alessandro alex ",
    " alexander alexandra alexandre alexia alexis alfred alfredo alice alicia aline alison ",
    " alma amelia amelie amina amine amira amir ana anais anastasia anatole andre andrea ",
    " andreas andree andrei andres andrew andy angel angela angele angelina angeline angelo ",
    " anita anna annabelle anne annie anouk anselme anton antoine antoinette antonia antonin ",
    " antonio antony apolline ariana ariane ariel arielle armand armande armelle armin arnaud ",
    " arthur arturo astrid aubin aude audrey auguste augustin aurelia aurelie aurelien axel ",
    " axelle barbara basile bastien beatrice beatrix benedict benedicte benedikt benjamin ",
    " benjamine benoit bernard bernadette bernardo bertha berthe bertrand blaise blanche ",
    " boris brian brice brigitte bruce bruna bruno camila camille carine carl carla carlo ",
    " carlos carmen carol carola carole carolina caroline cassandra cassandre catarina ",
    " caterina catherine cecile cecilia celestin celestine celia celine cesar chantal charles ",
    " charlie charlotte chloe chris christelle christian christiana christiane christina ",
    " christine christo christophe christopher cindy claire clara clarisse claude claudia ",
    " claudie claudine claudio clemence clement clementine colette colin coline constance ",
    " constant constantin cora coralie corine corinne cyprien cyril cyrille dahlia damian ",
    " damien dan dana daniel daniela danielle danilo daphne daria dario david davide davy ",
    " deborah delphine denis denise denys diana diane didier diego dimitri dina dino dominic ",
    " dominique domitille donald donato dora dorian doris dorothee dylan eddy edgar edith ",
    " edmond edouard eduard eduardo edward edwige elena eleonora eleonore elia elian eliane ",
    " elias elie elina eline eliot elisa elisabeth elise ella ellen elsa elvira elvire emil ",
    " emile emilia emilie emilien emilienne emilio emily emma emmanuel emmanuela emmanuelle ",
    " enzo eric erica erik erika ernest ernesto erwan erwin estelle esteban esther ethan ",
    " etienne eugene eugenia eugenie eva evan eve evelyn evelyne evgeni fabian fabien ",
    " fabienne fabio fabrice fanny farid farida fatima federica federico felicia felicie ",
    " felicien felipe felix fernand fernanda fernande fernando filip filippo flavia flavie ",
    " flavien flora florence florent florentin florentine florian floriane france frances ",
    " francesca francesco francine francis francisco franck francois francoise frank franz ",
    " fred frederic frederica frederik frederique gabin gabriel gabriela gabriele gabrielle ",
    " gael gaelle gaetan gaetane gaston gautier genevieve george georges georgia georgina ",
    " georgine gerald geraldine gerard gerda germain germaine gerold ghislain ghislaine ",
    " gilbert gilberte gilda gilles gina gino giorgia giorgio giulia giulio giuseppe gloria ",
    " gonzague grace gregoire gregor gregory greta guido guillaume gunter gustav gustave guy ",
    " gwen hadrien hakim hamed hamid hanna hannah hannes hans harold harriet harris harry ",
    " hector heidi helen helena helene helga henri henriette herman hermann hermine herve ",
    " hilda honore hortense hubert hugo hugues ian ibrahim ida ignace igor ilan ines ingrid ",
    " irena irene irina iris isaac isabel isabella isabelle isidore ismael ivan ivana jack ",
    " jacob jacqueline jacques jacquot james jamie jan jana jane janet janine jared jason ",
    " jasmin jasmine javier jean jeanne jeannette jeannine jeff jenny jeremie jeremy jerome ",
    " jess jessica jesse jesus jill jim joachim joan joana joanna joanne joao joel joelle ",
    " joey johan johanna johannes john jon jonas jonathan jordan jordi jordana jorge jose ",
    " josef joseph josepha josephe josephine joshua josiane josie josue juan juana judith ",
    " jules julia julian juliana juliane julie julien julienne juliette julio julius justin ",
    " justine kamel kamil karim karima karin karina karine karl karla kate katia katie ken ",
    " kenneth kevin khaled khalid khalil kim klara klaus kurt kyle lara larisa laura laure ",
    " laurence laurens laurent laurine lea leila lena leo leon leona leonard leonardo leone ",
    " leonie leonora leopold leopoldine leslie lia lidia lila lilian liliana liliane lily ",
    " lina linda line lionel lisa lise lola lorena lorenzo lorraine lou louis louisa louise ",
    " loic luc luca lucas luce lucia lucian luciano lucie lucien lucienne lucile lucio ",
    " ludovic luigi luis luisa luke lydia lydie madeleine madeline magali malik malika ",
    " manfred manon manuel manuela marc marcel marcela marcella marcelle marcello marcelo ",
    " marcia marco marcos marcus margaret margarita margaux margerie margot marguerite maria ",
    " mariam marian mariana mariane marianna marianne marie marielle marin marina marine ",
    " mario marion maris marisa marise marius mark markus marlene marlon marta martha marthe ",
    " martial martin martina martine martino mary maryam maryse mateo mathias mathieu ",
    " mathilde matilda matteo matthew maud maura maurice mauricio maurizio maurine max ",
    " maxence maxim maxime maximilian maximilien maximin maya medhi melanie melina melissa ",
    " mercedes mia michael michaela michel michele micheline michelle miguel mikael mila ",
    " milan milena milo miranda mireille moise mona monica monique morgan morgane mounir ",
    " mounira muriel myriam nabil nabila nadege nadia nadine nancy naomi natacha natalia ",
    " natalie nathan nathalie nathanael nicola nicolas nicole nicoletta nina nino noa noah ",
    " noe noel noelle noemi nolan nora norbert norma norman octave octavia odette odile olaf ",
    " oleg olga oliver olivia olivier omar ondine oscar oskar otto pablo paola paolo pascal ",
    " pascale pascaline patrice patricia patricio patrick paul paula paulette paulin paulina ",
    " pauline paulo pavel pedro penelope perrine peter petra philip philippa philippe pierre ",
    " pierrette pierrot priscilla quentin rachel rachid rachida ralph ramon ramona raoul ",
    " raphael raphaelle raul raymond raymonde rebecca regina regine regis reine remi renata ",
    " renaud renauld rene renee ricardo riccardo richard rita robert roberta roberte roberto ",
    " robin robinson roch rodolfo rodolphe rodrigo rodrigue roger roland rolande romain ",
    " romaine roman romane romeo romuald ronald rosa rosalie rosaline rose roseline rosie ",
    " ruben rudolf rudy ruth sabina sabine sabrina said saida salim salima salma salome ",
    " salomon sam samia samir samira samson samuel sandra sandrine sandro sara sarah sasha ",
    " saul savina sebastian sebastien selena selim selma serena serge sergio severin severine ",
    " sharon sidney sidonie silvia silvio simon simona simone sofia sofian solange sonia ",
    " sophia sophie stanislas steffen stefan stefania stefano stella stephan stephane ",
    " stephanie stephen steve steven suzanna suzanne suzette sven sylvain sylvaine sylvestre ",
    " sylvette sylvia sylviane sylvie tamara tania tatiana teresa teodor teodora theo ",
    " theodora theodore theophile theresa therese thibault thibaut thierry thomas tim ",
    " timothee timothy tina tobias tom tommaso toni tony tristan ulrich ulrike ulysse urbain ",
    " ursula valentin valentina valentine valentino valere valeria valerian valerie valerio ",
    " valery vanessa vanina vera veronica veronique vicente victoire victor victoria ",
    " victorien victorine viktor vincent vincenzo viola violaine violette virgile virginia ",
    " virginie viviana viviane vivien vivienne vladimir walid walter wanda werner wilfried ",
    " wilhelm willem william willy wolfgang xavier xaviere yael yan yann yannick yasmina ",
    " yasmine yohan yolande youssef yves yvette yvon yvonne zacharie zachary zelda zelie ",
    " zineb zoe ",
};

/* Each with the other, in the order of the alphabet: places, peoples, families, words that take a
 * capital. Only what would be taken for one name needs to stand here: Iran and Irak are too short,
 * Autriche and Australie too far apart. */
static const char pairs[] =
    " irakien/iranien irakiens/iraniens irakienne/iranienne irakiennes/iraniennes"
    " irlandais/islandais irlandaise/islandaise nigerian/nigerien nigerians/nigeriens"
    " bologne/boulogne freiburg/fribourg hambourg/homburg durand/durant dupond/dupont lion/lyon"
    " lions/lyons berne/borne damas/dumas marine/marne manet/monet baden/biden scholz/schulz"
    " gerard/girard gauthier/gautier chevalier/chevallier colin/collin carpentier/charpentier"
    " francais/francois leclerc/leclercq lemaire/lemaitre mallet/millet marchal/marechal"
    " perret/perrot renaud/reynaud roger/royer roland/rolland andersen/anderson hansen/hanson"
    " hoffmann/hofmann jansen/janssen jansen/jensen johnson/jonson larsen/larson maier/mayer"
    " mayer/meyer maier/meier meier/meyer marin/maurin marin/morin martines/martinez"
    " nielsen/nilsen olsen/olson petersen/peterson schmidt/schmitt schmid/schmidt"
    " thompson/thomson lefebvre/lefevre leroi/leroy ahmad/ahmed hamed/hamid karim/kerim"
    " salah/saleh khaled/khalid crime/crimee ministere/ministre ministeres/ministres"
    " parement/parlement avant/avent ";

static bool
holds(const char *list, const char *word)
{
    char wanted[128];
    int length = snprintf(wanted, sizeof wanted, " %s ", word);
    return length > 0 && (size_t)length < sizeof wanted && strstr(list, wanted) != NULL;
}

static bool
is_first_name(const char *word)
{
    for (size_t i = 0; i < sizeof first_names / sizeof *first_names; i++) {
        if (holds(first_names[i], word))
            return true;
    }
    return false;
}

bool
distinct_names(const char *a, const char *b)
{
    char both[128];
    bool ordered = strcmp(a, b) < 0;
    snprintf(both, sizeof both, "%s/%s", ordered ? a : b, ordered ? b : a);
    return holds(pairs, both) || (is_first_name(a) && is_first_name(b));
}
