#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What the program says where a command can't be followed: each row is a message, in English and in
# French, and what must be so for it to be said.
. "$(dirname "$0")/lib.sh"
[ -f "$MARBRE_ROOT/share/locale/fr/LC_MESSAGES/marbre.mo" ] || skip_all "the French messages are not installed"
newsroom

# error STATUS ENGLISH FRENCH WORDS…: `marbre WORDS…` ends so, and says these words in both.
error() {
    local expected=$1 english=$2 french=$3 first said
    shift 3
    run marbre "$@"
    first=$code said=$out$err
    run marbre --ui-lang fr "$@"
    err=$out$err
    err=${err//$'\u00a0'/ }
    err=${err//$'\u202f'/ }
    if [ "$first $code" = "$expected $expected" ] && [[ $said == *"$english"* && $err == *"$french"* ]]; then
        point 0 "marbre $*: $english"
    else
        point 1 "marbre $*" "exit status $expected: $first $code" "$english" "$said" "$french" "$err"
    fi
}

as marc
printf 'x\n-----BEGIN OPENSSH PRIVATE KEY-----\n' >"$work/private"
printf 'version: 1\n' >"$work/uses.yaml"
: >empty.txt
printf 'Un\000deux\n' >nul.txt
printf '\377\330\377\340JFIF' >picture.jpg
truncate -s 65M "$work/big.txt"
cat >"$work/two.xml" <<'XML'
<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><wp:wxr_version>1.2</wp:wxr_version>
<item><title>Un</title><content:encoded><![CDATA[<p>Un mot.</p>]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>
<item><title>Deux</title><content:encoded><![CDATA[<p>Deux mots.</p>]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>
</channel></rss>
XML
remember

# The command line itself.
error 2 'which old post? marbre adopt PATH' \
    'quel ancien billet ? marbre adopter CHEMIN' \
    adopt
error 2 'which article, and whose is it? marbre assign ARTICLE WHO' \
    'quel article, et pour qui ? marbre confier ARTICLE QUI' \
    assign
error 2 '--debts is about all articles, and goes with no other choice of them' \
    '--debts porte sur tous les articles, et ne va avec aucun autre choix d’entre eux' \
    check --debts --all
error 2 'name articles, or use --all or --since: not both' \
    'nommez des articles, ou employez --all ou --since, mais pas les deux' \
    check digue-nord --all
error 2 'use --all or --since: not both' \
    '--all ou --since : pas les deux' \
    check --all --since HEAD
error 2 '--shard: write it as K/N, such as 2/4 for the second of four parts' \
    '--shard : écrivez K/N, comme 2/4 pour la deuxième de quatre parts' \
    check --shard 2
error 2 '--shard parts all articles or those of --since, not named ones' \
    '--shard partage tous les articles ou ceux de --since, pas des articles nommés' \
    check digue-nord --shard 1/2
error 2 '--write-baseline: name the file with --baseline FILE' \
    '--write-baseline : nommez le fichier par --baseline FICHIER' \
    check --write-baseline
error 2 '--accept-new goes with --write-baseline' \
    '--accept-new va avec --write-baseline' \
    check --accept-new
error 2 '--write-baseline needs the answer for every article: use it with --all alone' \
    '--write-baseline a besoin de la réponse pour tous les articles : seulement avec --all' \
    check digue-nord --write-baseline --baseline b
error 2 '--since A..B judges B, --staged the index: not both' \
    '--since A..B juge B, --staged l’index : pas les deux' \
    check --since HEAD..HEAD --staged
error 2 '--since: a range has two dots, A..B' \
    '--since : un intervalle s’écrit avec deux points, A..B' \
    check --since HEAD...HEAD
error 2 '--debts is told as text or json' \
    '--debts se dit en text ou en json' \
    check --debts --format sarif
error 2 '--report: write it as FORMAT=FILE, such as sarif=marbre.sarif' \
    '--report : écrivez FORMAT=FICHIER, comme sarif=marbre.sarif' \
    check --report sarif
error 2 '--report: there is no format “tarot”; there are text, json, sarif, junit, github, rdjsonl, codeclimate' \
    '--report : il n’y a pas de format « tarot » ; il y a text, json, sarif, junit, github, rdjsonl, codeclimate' \
    check --report tarot=x
error 2 '--report: two reports would go into' \
    '--report : deux rapports iraient dans' \
    check --report sarif=x --report json=x
error 2 ": can't be written: it is no file" \
    ': impossible d’y écrire : ce n’est pas un fichier' \
    check --report sarif=articles
error 2 ": can't be written:" \
    ': impossible d’y écrire :' \
    check --report sarif=nowhere/x
error 2 'there is no format “yaml” here; text and json are' \
    'le format « yaml » n’existe pas ici ; il y a text et json' \
    list --format yaml
error 2 'there is no format “yaml”; there are text, json, sarif, junit, github, rdjsonl, codeclimate' \
    'il n’y a pas de format « yaml » ; il y a text, json, sarif, junit, github, rdjsonl, codeclimate' \
    check --format yaml
error 2 '--dry-run is for commands that write' \
    '--dry-run vaut pour les commandes qui écrivent' \
    list --dry-run
error 2 'list takes no articles; `marbre show ARTICLE` shows one' \
    '« marbre liste » ne prend pas d’article ; « marbre voir ARTICLE » en montre un' \
    list digue-nord
error 2 'there is no stage “draf”; the nearest is “draft”' \
    'il n’y a pas d’étape « draf » ; la plus proche est « draft »' \
    list --stage draf
error 2 'there is no command “lst”; the nearest is “list”' \
    'la commande « lst » n’existe pas ; la plus proche est « list »' \
    lst
error 2 'there is no command “frobnicate”; see marbre --help' \
    'la commande « frobnicate » n’existe pas ; voyez marbre --help' \
    frobnicate
error 2 '--at: “demain” is no instant; write it as 2026-03-19T06:00:00+01:00' \
    '--at : « demain » n’est pas un instant ; écrivez-le comme 2026-03-19T06:00:00+01:00' \
    --at demain list
error 2 'marbre claim list, add, check, suggest or none, then ARTICLE; `marbre claim add --help` says more' \
    'marbre affirmation liste, ajouter, vérifier, proposer ou aucune, puis ARTICLE ; `marbre affirmation ajouter --help` en dit plus' \
    claim
error 2 'which article? `marbre list` names them' \
    'quel article ? « marbre liste » les nomme' \
    claim list
error 2 'no claim is called “zzzzzzzz”; `marbre claim list digue-nord` names them' \
    'aucune affirmation ne s’appelle « zzzzzzzz » ; `marbre affirmation liste digue-nord` les nomme' \
    claim check digue-nord zzzzzzzz --status verified
error 2 '--seen is the day that the evidence was looked at; which?' \
    '--seen est le jour où la preuve a été vue ; laquelle ?' \
    claim check digue-nord zzzzzzzz --status verified --seen 2026-03-01
error 2 'marbre: --note lacks its value; see marbre correct --help' \
    'il manque une valeur à --note ; voyez marbre corriger --help' \
    correct --note
error 2 'say what it is: --kind correction, update or clarification' \
    'dites ce que c’est : --kind correction, update (mise à jour) ou clarification (précision)' \
    correct digue-nord
error 2 'there is no rule “draft/too-lon”; did you mean:  marbre explain draft/too-long' \
    'il n’y a pas de règle « draft/too-lon » ; vouliez-vous dire :  marbre expliquer draft/too-long' \
    explain draft/too-lon
error 2 'into which folder? marbre export DIR' \
    'dans quel dossier ? marbre exporter DOSSIER' \
    export
error 2 'there is no export for “pelican”; there is one for hugo, eleventy and jekyll' \
    'il n’y a pas d’export pour « pelican » ; il y en a pour hugo, eleventy et jekyll' \
    export site --for pelican
error 2 'name no folder; the repository is the one at hand, or that of marbre -C DIR' \
    'ne nommez pas de dossier ; le dépôt est celui où l’on est, ou celui de marbre -C DOSSIER' \
    hook install somewhere
error 2 '--trust and --file are for --server' \
    '--trust et --file vont avec --server' \
    hook install --trust HEAD
error 2 'which file? marbre import FILE --lang fr' \
    'quel fichier ? marbre importer FICHIER --lang fr' \
    import
error 2 '--source-of goes with one file' \
    '--source-of va avec un seul fichier' \
    import a b --source-of digue-nord
error 2 '--slug, --source and --translation-of go with one file' \
    '--slug, --source et --translation-of vont avec un seul fichier' \
    import a b --slug c
error 2 '--translation-of names an article of this newsroom, with its text and its language: --source, --source-lang and --source-of do not go with it' \
    '--translation-of désigne un article de cette rédaction, avec son texte et sa langue : --source, --source-lang et --source-of ne vont pas avec' \
    import a --translation-of digue-nord --source b
error 2 'in which folder? marbre init DIR' \
    'dans quel dossier ? marbre ouvrir DOSSIER' \
    init
error 2 '--articles goes with --here' \
    '--articles va avec --here' \
    init other --articles texts
error 2 '“Mars” is no time zone; one is Europe/Paris' \
    '« Mars » n’est pas un fuseau horaire ; en voici un : Europe/Paris' \
    init other --timezone Mars
error 2 'one article at a time is begun; put its title in quotes' \
    'on ouvre un article à la fois ; mettez son titre entre guillemets' \
    new a b
error 2 'which article, and which of its words? marbre note ARTICLE "WORDS" -m NOTE' \
    'quel article, et lesquels de ses mots ? marbre noter ARTICLE "MOTS" -m NOTE' \
    note
error 2 'there is no note 7; `marbre note digue-nord` lists them' \
    'il n’y a pas de note 7 ; `marbre noter digue-nord` les montre' \
    note digue-nord --done 7
error 2 'marbre people list, add, role, leave, add-key or endorse; `marbre people add --help` says more' \
    'marbre équipe liste, ajouter, rôle, partir, ajouter-clé ou cosigner ; `marbre équipe ajouter --help` en dit plus' \
    people frob
error 2 'nothing follows: marbre people list' \
    'rien ne suit : marbre équipe liste' \
    people list more
error 2 "say which key: marbre people add-key ~/.ssh/id_ed25519.pub (git's user.signingkey names no key)" \
    'dites quelle clé : marbre équipe ajouter-clé ~/.ssh/id_ed25519.pub (user.signingkey de git ne nomme aucune clé)' \
    people add-key
error 2 'one key: marbre people add-key KEYFILE' \
    'une seule clé : marbre équipe ajouter-clé FICHIER' \
    people add-key a b
error 2 "say which key is lea's: marbre people add-key KEYFILE --for lea" \
    'dites quelle clé est celle de lea : marbre équipe ajouter-clé FICHIER --for lea' \
    people add-key --for lea
error 2 'a key is one line, as in the .pub file' \
    'une clé tient en une ligne, comme dans le fichier .pub' \
    people add-key marbre.yaml
error 2 'is no public key; that is the file that ends in .pub' \
    'n’est pas une clé publique ; c’est le fichier qui finit par .pub' \
    people add-key "$work/private"
error 2 'marbre people add ID --name NAME --email ADDRESS --role ROLE' \
    'marbre équipe ajouter ID --name NOM --email ADRESSE --role RÔLE' \
    people add
error 2 'marbre people role ID +ROLE gives one, -ROLE takes one' \
    'marbre équipe rôle ID +RÔLE en donne un, -RÔLE en retire un' \
    people role
error 2 'marbre plugin list, show, run, new, test or docs; `marbre plugin run --help` says more' \
    'marbre greffon liste, voir, essayer, nouveau, éprouver ou fiches ; « marbre greffon essayer --help » en dit plus' \
    plugin
error 2 'nothing follows: marbre plugin list' \
    'rien ne suit : marbre greffon liste' \
    plugin list more
error 2 '--lang: pages are written in fr or in en' \
    '--lang : les fiches s’écrivent en fr ou en en' \
    plugin docs draft --lang de
error 2 '; build the plugin first, or name one that `marbre plugin list` shows' \
    ' ; construisez d’abord le greffon, ou nommez-en un que montre « marbre greffon liste »' \
    plugin run ./nothing.so digue-nord
error 2 'marbre: draft has no task zzz; it has: draft' \
    'marbre: draft n’a pas de tâche zzz ; il a : draft' \
    plugin run draft/zzz digue-nord
error 2 'marbre: publish has several tasks; name one, such as publish/ready; it has: ready, publish' \
    'marbre: publish a plusieurs tâches ; nommez-en une, comme publish/ready ; il a : ready, publish' \
    plugin run publish digue-nord
error 2 'there is no article “nothing-here”; `marbre list` names them all' \
    'il n’y a pas d’article « nothing-here » ; « marbre liste » les nomme tous' \
    plugin run draft nothing-here
error 2 'marbre: A cannot be the name of a plugin: small letters, digits and hyphens, a letter first, two at the least' \
    'marbre: A ne peut pas être le nom d’un greffon : des minuscules, des chiffres et des traits d’union, une lettre d’abord, deux signes au moins' \
    plugin new A
error 2 '--only: numbers of tests, such as 3,15-21; there are 35' \
    '--only : des numéros d’épreuves, comme 3,15-21 ; il y en a 35' \
    plugin test draft --only x
error 2 '--deadline goes to 3600 seconds, --fuzz to 86400' \
    '--deadline va jusqu’à 3600 secondes, --fuzz jusqu’à 86400' \
    plugin test draft --deadline 4000
error 2 'which article? marbre proof ARTICLE' \
    'quel article ? marbre preuve ARTICLE' \
    proof
error 2 'which proof? marbre verify-proof FILE --trust COMMIT' \
    'quelle preuve ? marbre contrôler-preuve FICHIER --trust VERSION' \
    verify-proof
error 4 'nothing says which commit is to be trusted, so nothing can be judged: --trust REV, or once and for all: git config marbre.trust REV' \
    'rien ne dit à quelle version se fier, donc rien ne peut être jugé : --trust REV, ou une fois pour toutes : git config marbre.trust REV' \
    proof digue-nord
error 2 '--due publishes, --status only tells: one of them' \
    '--due publie, --status ne fait que dire : l’un ou l’autre' \
    publish --due --status
error 2 '--due and --status are about all articles; leave out the names' \
    '--due et --status portent sur tous les articles ; n’en nommez aucun' \
    publish --due digue-nord
error 2 'one article at a time is restored: marbre restore ARTICLE' \
    'on reprend un article à la fois : marbre restaurer ARTICLE' \
    restore a b
error 2 'say where it goes back to and why: marbre return ARTICLE --to STAGE -m WHY' \
    'dites où il revient et pourquoi : marbre renvoyer ARTICLE --to ÉTAPE -m MOTIF' \
    return digue-nord
error 2 'one article at a time is sent back, each with its own reason: marbre return ARTICLE --to STAGE -m WHY' \
    'on renvoie un article à la fois, chacun avec son motif : marbre renvoyer ARTICLE --to ÉTAPE -m MOTIF' \
    return digue-nord marche-couvert --to draft -m Non
error 2 'one article at a time is spiked, each with its own reason: marbre spike ARTICLE -m WHY' \
    'on abandonne un article à la fois, chacun avec sa raison : marbre abandonner ARTICLE -m MOTIF' \
    spike a b -m Non
error 2 'one article at a time is taken back: marbre undo ARTICLE' \
    'on ne revient que sur un article à la fois : marbre revenir ARTICLE' \
    undo a b
error 2 '--months goes from 0 to 120' \
    '--months va de 0 à 120' \
    workflow try f --months 9999
error 2 'name one picture: marbre uses FILE' \
    'nommez une photo : marbre emplois FICHIER' \
    uses
error 2 'one range of commits: A..B' \
    'un seul intervalle de versions : A..B' \
    verify A B
error 2 'there is no workflow “zzzz”; `marbre workflow list` names them' \
    'il n’y a pas de circuit « zzzz » ; « marbre circuit liste » les nomme' \
    workflow show zzzz
error 2 'marbre workflow list, show [NAME], graph [NAME], check or try FILE' \
    'marbre circuit liste, voir [NOM], graphe [NOM], vérifier ou essayer FICHIER' \
    workflow frob
error 2 'there is no article “digue-nrd”; the nearest is “digue-nord”' \
    'il n’y a pas d’article « digue-nrd » ; le plus proche est « digue-nord »' \
    show digue-nrd
error 2 'a language is written as “fr” or “fr-CA”' \
    'une langue s’écrit comme « fr » ou « fr-CA »' \
    new --title Essai --lang x_y
error 2 'there is no workflow “zzz”; `marbre workflow list` names them' \
    'il n’y a pas de circuit « zzz » ; « marbre circuit liste » les nomme' \
    new --title Essai --workflow zzz
error 2 'there is no importer for “rtf”; there is one for each of: text, markdown, html, wxr, ninjs, newsml' \
    'il n’y a pas de lecture du format « rtf » ; formats lus : text, markdown, html, wxr, ninjs, newsml' \
    import "$examples/wire/sarnovie.fr.txt" --from rtf
error 1 'is no translation. If it is one, write the line source-lang: "' \
    'n’est pas une traduction. Si c’en est une, écrivez la ligne source-lang: "' \
    import "$examples/wire/sarnovie.fr.txt" --source-of bibliotheque
error 1 '“marc” is Marc Delatour already; to give another role: marbre people role marc +ROLE' \
    '« marc » est déjà Marc Delatour ; pour donner un autre rôle : marbre équipe rôle marc +RÔLE' \
    people add marc --name Marc --email m@x.example --role editor
error 2 'nobody in people.yaml has the id “zzz”; `marbre people list` names everybody' \
    'personne dans people.yaml n’a l’identifiant « zzz » ; « marbre équipe liste » nomme tout le monde' \
    people role zzz +editor

# What an article is asked, and cannot be.
error 2 'say what is to be noted: marbre note digue-nord "WORDS" -m NOTE' \
    'dites ce qu’il faut noter : marbre noter digue-nord "MOTS" -m NOTE' \
    note digue-nord "Velm"
error 2 'there is no status “perhaps”; there are to-check, unverified (it could not be), verified, disputed, false and withdrawn' \
    '» n’existe pas ; il y a to-check (à vérifier), unverified (invérifiable), verified (vérifiée), disputed (contestée), false (fausse) et withdrawn (retirée)' \
    claim add digue-nord "Velm" --by X --status perhaps
error 2 'a claim begins as to-check or unverified; then judge it with `marbre claim check`' \
    'une affirmation est d’abord to-check ou unverified ; jugez-la ensuite avec `marbre affirmation vérifier`' \
    claim add digue-nord "Velm" --by X --status verified
error 2 '“Un deux” is no id: small letters, digits and hyphens, at most 64' \
    '« Un deux » ne peut servir d’identifiant : des minuscules, des chiffres et des traits d’union, 64 au plus' \
    claim add digue-nord "Velm" --by X --id "Un deux"
error 2 '“” is no text that the ledger could hold; it must have words, at most 500 bytes, and nothing invisible' \
    '«  » n’est pas un texte que le registre puisse garder ; il doit avoir des mots, 500 octets au plus, et rien d’invisible' \
    claim add digue-nord "Velm" --by ""
error 2 '“12” is no language; one is fr' \
    '« 12 » n’est pas une langue ; par exemple : fr' \
    term accept mot --lang 12
error 2 'the reason must be a text, of 4096 bytes at most' \
    'le motif doit être un texte, de 4096 octets au plus' \
    term accept mot --why "$(printf 'x%.0s' {1..4200})"
error 2 'this is a picture, which is not read; what is read: text, markdown, html, wxr, ninjs, newsml' \
    'c’est une image, qui ne se lit pas ; formats lus : text, markdown, html, wxr, ninjs, newsml' \
    import picture.jpg --lang fr
error 2 'the file is not text: it holds NUL bytes' \
    'le fichier n’est pas du texte : il contient des octets NUL' \
    import nul.txt --lang fr
error 2 'is larger than the 67108864 bytes that are read; make it smaller' \
    'dépasse les 67108864 octets qui sont lus ; réduisez-le' \
    import "$work/big.txt" --lang fr
error 2 'marbre: A_b cannot be the name of a plugin: small letters, digits and hyphens, a letter first, two at the least' \
    'marbre: A_b ne peut pas être le nom d’un greffon : des minuscules, des chiffres et des traits d’union, une lettre d’abord, deux signes au moins' \
    plugin show A_b
error 2 'no check of this workflow has the rule “zzz”; `marbre plugin show` names them' \
    'aucun contrôle de ce circuit n’a la règle « zzz » ; « marbre greffon voir » les nomme' \
    fix digue-nord --rule zzz
error 2 '--due: “Thursday” is no day and no hour; write it as 2026-03-31 or 2026-03-31T18:00' \
    '--due : « Thursday » n’est ni un jour ni une heure ; écrivez 2026-03-31 ou 2026-03-31T18:00' \
    assign digue-nord lea --due Thursday
error 2 '“zzzz” names no commit here; `git log` lists them' \
    '« zzzz » ne désigne aucune version ici ; « git log » les montre' \
    verify HEAD~1..zzzz --trust HEAD

# What the newsroom lacks.
error 2 '“list” has no “more”; see marbre help list' \
    '« list » n’a pas de « more » ; voyez marbre aide list' \
    help list more
error 2 '“demain” is no date: write it as 2023-09-26' \
    '« demain » n’est pas une date : écrivez-la comme 2023-09-26' \
    claim check digue-nord x --status verified --evidence https://a.example --seen demain
error 2 '“” is no word; write letters or figures on one line, with no space around them' \
    ' » n’est pas un mot ; écrivez des lettres ou des chiffres sur une ligne, sans espace autour' \
    term accept ""
error 2 'the workflow “newsroom” has no stage “draf”; the nearest is “draft”' \
    '« draf » ; la plus proche est « draft »' \
    check marche-couvert --as draf
error 2 '--slug, --source and --translation-of go with one story; there are 2' \
    '--slug, --source et --translation-of vont avec une seule dépêche ; il y en a 2' \
    import "$work/two.xml" --lang fr --slug un
error 2 ': there are 2 stories in it, and one can be the source' \
    ' : il contient 2 dépêches, et une seule peut être la source' \
    import "$examples/wire/sarnovie.fr.txt" --lang fr --source "$work/two.xml" --source-lang en
error 2 'help of one command: marbre help COMMAND' \
    'l’aide d’une seule commande : marbre aide COMMANDE' \
    help a b c
error 2 'a build asks so: marbre manual DIR [CATALOGUES]' \
    'une construction demande ainsi : marbre manuel DOSSIER [CATALOGUES]' \
    manual
error 2 'say why: marbre spike ARTICLE -m WHY' \
    'dites pourquoi : marbre abandonner ARTICLE -m MOTIF' \
    spike digue-nord
error 2 'no claim is called “mort-velm”; did you mean “morts-velm”?' \
    'aucune affirmation ne s’appelle « mort-velm » ; vouliez-vous dire « morts-velm » ?' \
    claim check digue-nord mort-velm --status verified --evidence https://a.example --origin x
error 2 'digue-nord was translated from “en”, not from “de”; leave out --source-lang' \
    'digue-nord est traduit de « en », et non de « de » ; omettez --source-lang' \
    import "$examples/wire/sarnovie.fr.txt" --source-of digue-nord --source-lang de
error 2 'the note to readers (fr) needs words, 2000 characters at most, none of them invisible' \
    'la note aux lecteurs (fr) demande des mots, 2000 caractères au plus, sans signe invisible' \
    correct digue-nord --kind correction --note ""
error 2 'there is no x in the last commit of the newsroom; commit it first' \
    'il n’y a pas de x dans le dernier enregistrement de la rédaction ; enregistrez-le d’abord' \
    adopt x
error 2 'glossary/toponyms.yaml is no post: a post is a file in Markdown (.md), or a folder with an index.md' \
    'glossary/toponyms.yaml n’est pas un billet : un billet est un fichier en Markdown (.md), ou un dossier avec un index.md' \
    adopt glossary/toponyms.yaml
error 1 'glossary/toponyms.yaml:6: the glossary refuses “Port Lune” and prefers “Port-Lune”; to accept it, take it out of that list first' \
    'le glossaire refuse « Port Lune » et retient « Port-Lune » ; pour l’admettre, ôtez-le d’abord de cette liste' \
    term accept "Port Lune"
error 1 'the glossary refuses “Port Lune” and prefers “Port-Lune”; name that one instead' \
    'le glossaire refuse « Port Lune » et retient « Port-Lune » ; nommez plutôt celui-ci' \
    term accept Velmm --for "Port Lune"
error 1 'glossary/toponyms.yaml:23: “Velm” may stand there, for “Velm”; to refuse it, take it out first' \
    '« Velm » y est admis, pour « Velm » ; pour le refuser, ôtez-l’en d’abord' \
    term refuse Velm --say Velmar
error 1 '“Port Lune” is refused already, in favour of “Port-Lune”; take it out there first' \
    '« Port Lune » est déjà refusé, au profit de « Port-Lune » ; ôtez-l’en d’abord' \
    term refuse "Port Lune" --say Velm
error 1 'glossary/toponyms.yaml:23: “Velm” stands for “Velm” already; take it out there first' \
    '« Velm » est déjà admis pour « Velm » ; ôtez-l’en d’abord' \
    term accept Velm --for Port-Lune
git config marbre.trust zzz
error 1 'marbre.trust is “zzz”, and must be the whole id of a commit' \
    'marbre.trust vaut « zzz », et doit être l’identifiant entier d’une version' \
    hook pre-receive
git config --unset marbre.trust
error 1 'nothing says which commit is to be trusted, so nothing can be judged; on the server: git config marbre.trust COMMIT' \
    'rien ne dit à quelle version se fier, donc rien ne peut être jugé ; sur le serveur : git config marbre.trust VERSION' \
    hook pre-receive
git checkout -q --detach
error 1 "nothing says which branch is the newsroom's; on the server: git config marbre.branch main" \
    'rien ne dit quelle branche est celle de la rédaction ; sur le serveur : git config marbre.branch main' \
    hook pre-receive
git checkout -q main
mv workflows "$work/workflows"
error 2 'the newsroom has no workflow; “marbre init” makes one' \
    'la rédaction n’a pas de circuit ; « marbre ouvrir » en fait un' \
    check --all
mv "$work/workflows" workflows
mv people.yaml "$work/people.yaml"
error 2 'the newsroom has no such file; “marbre init” makes one' \
    'la rédaction n’a pas ce fichier ; « marbre ouvrir » en fait un' \
    workflow check
mv "$work/people.yaml" people.yaml
mv .git/marbre .git/aside
: >.git/marbre
error 4 'is no folder; move that file away and try again' \
    'n’est pas un dossier ; déplacez ce fichier et réessayez' \
    new --title Essai
rm .git/marbre
mv .git/aside .git/marbre
unchanged

# What stands in a newsroom that somebody changed by hand.
ln -s /etc/passwd $dam/lien.jpg
error 1 'lien.jpg  a symbolic link; put the file itself there' \
    'lien.jpg  un lien symbolique ; mettez-y le fichier lui-même' \
    check digue-nord
rm $dam/lien.jpg
status 0 marbre term refuse officiels --say responsables --house
error 1 'glossary/house.yaml:4: the house refuses this word; to accept it, take it out of that list' \
    'la maison refuse ce mot ; pour l’admettre, ôtez-le de cette liste' \
    term accept officiels
error 1 'glossary/house.yaml:4: “officiels” is refused there already; change that line by hand' \
    '« officiels » y est déjà refusé ; changez cette ligne à la main' \
    term refuse officiels --say fonctionnaires --house
error 1 '“responsables” is what to write there; to refuse it, take it out first' \
    '« responsables » y est ce qu’il faut écrire ; pour le refuser, ôtez-l’en d’abord' \
    term refuse responsables --house
{
    echo notes:
    for _ in {1..1000}; do echo '  - {by: marc, at: 2026-03-18T12:00:00+01:00, text: x}'; done
} >$dam/notes.yaml
git add $dam
git commit -q -m notes
error 1 '/notes.yaml holds 1000 notes, and there may be no more; take old ones out of it, then save it' \
    '/notes.yaml contient 1000 notes, et il ne peut y en avoir plus ; ôtez-en d’anciennes, puis enregistrez-le' \
    note digue-nord -m encore
ln -sf /etc/passwd $dam/claims.yaml
printf 'x: [\n' >$market/state.yaml
git add $dam $market
GIT_COMMITTER_EMAIL=git@server.example GIT_AUTHOR_EMAIL=git@server.example git commit -q -m "À la main"
error 1 "$dam/claims.yaml is too large, or is no file; bring it back with: git checkout -- $dam/claims.yaml" \
    'claims.yaml est trop gros, ou n’est pas un fichier ; ramenez-le par : git checkout -- ' \
    claim none digue-nord -m rien
error 1 "$market/state.yaml can't be read; \`marbre check marche-couvert\` says why" \
    '/state.yaml ne peut être lu ; « marbre vérifier marche-couvert » dit pourquoi' \
    approve marche-couvert --yes
git config marbre.trust "$(git rev-parse HEAD~2)"
out=$(printf '%s %s refs/heads/main\n' "$(git rev-parse HEAD~1)" "$(git rev-parse HEAD)" | marbre hook pre-receive 2>&1)
contains "a branch that moved while it was pushed to" "refs/heads/main has moved meanwhile; push again" "$out"
git rm -q $dam/claims.yaml
git commit -q -m "Sans registre"
status 0 marbre people add marc-b --name "Marc Belin" --email belin@gazette.example --role editor
error 2 '“Marc” may be Marc Delatour or Marc Belin; `marbre people list` names everybody' \
    '« Marc » peut être Marc Delatour ou Marc Belin ; `marbre équipe liste` nomme tout le monde' \
    assign digue-nord Marc
status 0 marbre people leave marc-b
error 1 '“marc-b” is Marc Belin, who has left; they come back with: marbre people role marc-b +ROLE' \
    '« marc-b » est Marc Belin, qui est parti ; son retour : marbre équipe rôle marc-b +RÔLE' \
    people add marc-b --name "Marc Belin" --email belin@gazette.example --role editor
trusted=$(git rev-parse HEAD)
cp marbre.yaml "$work/marbre.yaml"
printf 'x: [\n' >marbre.yaml
git commit -q -a -m "Réglages illisibles"
cp "$work/marbre.yaml" marbre.yaml
git commit -q -a -m "Réglages rétablis"
error 4 "the rules of commit $(git rev-parse HEAD~1) can't be read, so nothing after it can be judged: " \
    "les règles de la version $(git rev-parse HEAD~1)" \
    verify HEAD~1.. --trust HEAD~1
error 1 'marbre.yaml:2: this cannot be read as YAML (did not find expected node content)' \
    'marbre.yaml:2: ceci ne peut se lire comme du YAML (did not find expected node content)' \
    verify "$trusted.." --trust "$trusted"
cd "$work" || exit 1
error 2 "there is no file $work/nothing.md; name a text, which is called index.LANG.md" \
    '/nothing.md ; nommez un texte, qui s’appelle index.LANGUE.md' \
    plugin run draft/draft ./nothing.md

# An old site that opens a newsroom.
mkdir -p "$work/site/content/posts"
cd "$work/site" || exit 1
git init -q --template= -b main .
printf -- '---\ntitle: A\ndate: 2020-01-01\n---\nMots\n' >content/posts/a.md
printf -- '---\ntitle: B\ndate: 2020-01-01\nexpiryDate: 2021-01-01\n---\nMots\n' >content/posts/b.md
: >people.yaml
git add .
git commit -q -m "Le site"
error 1 'people.yaml is there already, and a newsroom needs that name; give yours another one first, with: git mv' \
    'people.yaml existe déjà, et une rédaction a besoin de ce nom ; donnez d’abord un autre nom au vôtre, avec : git mv' \
    init --here .
git mv people.yaml people.txt
git commit -q -m "Les gens"
echo '* text' >.gitattributes
error 1 '.gitattributes has changes that no commit has yet; commit them first' \
    '.gitattributes a des modifications pas encore enregistrées dans git ; enregistrez-les d’abord' \
    init --here .
rm .gitattributes
status 0 marbre init --here . --articles texts
error 1 "readers can't see it any more: it went on 1 January 2021" \
    'les lecteurs ne peuvent plus le voir : il a été retiré le 1er janvier 2021' \
    adopt content/posts/b.md
error 2 'this newsroom does not publish in “de”; languages: in marbre.yaml says in which' \
    'cette rédaction ne publie pas en « de » ; languages : dans marbre.yaml dit en quelles langues' \
    adopt content/posts/a.md --lang de
mkdir -p texts/2020/01/a
: >texts/2020/01/a/x
error 1 'marbre/duplicate-slug: texts/2020/01/a is there already; choose another name with --slug' \
    'texts/2020/01/a existe déjà ; choisissez un autre nom avec --slug' \
    adopt content/posts/a.md
finish
