/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/people.h"

#include "../sign/keys.h"
#include "said.h"

static MarbrePeople *
parse(const char *text, GPtrArray *problems)
{
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));

    return marbre_people_parse("people.yaml", file, problems);
}

static MarbrePeople *
some_people(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbrePeople *people = parse(
        "version: 1\n"
        "admins-needed: 2\n"
        "people:\n"
        "  - {id: lea, name: Léa Morel, emails: [lea@courrier.example, Lea.Morel@Perso.Example],\n"
        "     roles: [fact-checker, admin], lang: fr, keys: [\"" KEY_ED25519 " lea\"]}\n"
        "  - {id: marc, emails: [marc@courrier.example], roles: [editor, admin]}\n"
        "  - {id: parti, emails: [STRASSE@x.example], roles: []}\n",
        problems);

    ASSERT_SAID(problems, NULL);
    return people;
}

static void
test_good(void)
{
    g_autoptr(MarbrePeople) people = some_people();
    const MarbrePerson *lea = marbre_people_by_id(people, "lea");
    const MarbrePerson *marc = marbre_people_by_id(people, "marc");

    g_assert_cmpuint(marbre_people_get_all(people)->len, ==, 3);
    g_assert_cmpuint(marbre_people_get_admins_needed(people), ==, 2);
    g_assert_cmpstr(lea->name, ==, "Léa Morel");
    g_assert_cmpstr(lea->lang, ==, "fr");
    g_assert_cmpuint(lea->keys->len, ==, 1);
    g_assert_cmpstr(marc->name, ==, "marc");
    g_assert_null(marc->lang);
    g_assert_cmpuint(marc->keys->len, ==, 0);
    g_assert_null(marbre_people_by_id(people, "Lea"));
    g_assert_null(marbre_people_by_id(people, NULL));
}

static void
test_email(void)
{
    g_autoptr(MarbrePeople) people = some_people();
    const MarbrePerson *lea = marbre_people_by_id(people, "lea");

    g_assert_true(marbre_people_by_email(people, "lea@courrier.example") == lea);
    g_assert_true(marbre_people_by_email(people, "LEA@Courrier.Example") == lea);
    g_assert_true(marbre_people_by_email(people, "lea.morel@perso.example") == lea);
    g_assert_cmpstr(marbre_people_by_email(people, "straße@x.example")->id, ==, "parti");
    g_assert_null(marbre_people_by_email(people, "lea@courrier.exampl"));
    g_assert_null(marbre_people_by_email(people, " lea@courrier.example"));
    g_assert_null(marbre_people_by_email(people, ""));
    g_assert_null(marbre_people_by_email(people, NULL));
    g_assert_null(marbre_people_by_email(people, "\xFF"));
}

static void
test_key(void)
{
    g_autoptr(MarbrePeople) people = some_people();
    const MarbrePerson *found =
        marbre_people_by_fingerprint(people, "SHA256:uqRHHBN/2TplRD5++EtiQ/dck3QxA4EEh2uQperY6jo");

    g_assert_cmpstr(found->id, ==, "lea");
    g_assert_null(marbre_people_by_fingerprint(people, "SHA256:x"));
}

static void
test_roles(void)
{
    static const char *const editors[] = {"photo-editor", "editor", NULL};
    static const char *const admins[] = {"admin", NULL};
    static const char *const nobody[] = {NULL};
    g_autoptr(MarbrePeople) people = some_people();
    g_autoptr(GPtrArray) found = marbre_people_with_role(people, admins);
    g_autofree char *roles = g_strjoinv(" ", (char **)(void *)marbre_people_get_roles(people));

    g_assert_cmpstr(roles, ==, "admin editor fact-checker");
    g_assert_cmpuint(found->len, ==, 2);
    g_assert_cmpstr(((const MarbrePerson *)found->pdata[0])->id, ==, "lea");
    g_assert_true(marbre_person_has_role(marbre_people_by_id(people, "marc"), editors));
    g_assert_false(marbre_person_has_role(marbre_people_by_id(people, "lea"), editors));
    g_assert_false(marbre_person_has_role(marbre_people_by_id(people, "lea"), nobody));
    g_assert_false(marbre_person_has_role(marbre_people_by_id(people, "lea"), NULL));
}

/* Everything that is wrong is said at once, in the order of the file. */
static void
test_problems(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePeople) people =
        parse("version: 1\n"
              "people:\n"
              "  - id: lea\n"
              "    emails: [lea@x.example, LEA@x.example, \"a b@x.example\"]\n"
              "    roles: [admin, admin, Chef]\n"
              "    keys: [\"" KEY_ED25519 "\"]\n"
              "  - id: lea\n"
              "    email: [marc@x.example]\n"
              "    roles: []\n"
              "  - id: marc\n"
              "    emails: [lea@X.example]\n"
              "    roles: editor\n"
              "    lang: français\n"
              "    keys: [\"" KEY_ED25519 " other\", \"" KEY_RSA_1024 "\", \"" KEY_DSA "\"]\n"
              "  - {emails: [], roles: []}\n"
              "  - 3\n",
              problems);

    g_assert_null(people);
    ASSERT_SAID(problems, "4:29 “LEA@x.example” is named twice",
                "4:44 “a b@x.example” is no e-mail address", "5:20 “admin” is named twice",
                "5:27 “Chef” cannot be a name here", "7:5 emails",
                "7:9 there is already somebody with the id “lea”", "8:5 did you mean \"emails\"",
                "11:14 “lea@X.example” is already the address of lea", "12:12 must be",
                "13:11 “français” is no language", "14:12 this is already the key of lea",
                "14:102 1024 bits", "14:318 DSA", "15:5 id", "15:14 one e-mail address at least",
                "16:5 must be");
}

static void
test_key_twice(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(parse("version: 1\npeople:\n"
                        "  - {id: a, emails: [a@x], roles: [admin],\n"
                        "     keys: [\"" KEY_ED25519 " one\", \"" KEY_ED25519 " two\"]}\n",
                        problems));
    g_assert_cmpuint(problems->len, ==, 1);
    g_assert_cmpstr(((MarbreProblem *)problems->pdata[0])->message, ==,
                    "this key is named twice; keep one of them");
}

static void
test_admins(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(parse("version: 1\nadmins-needed: 2\npeople:\n"
                        "  - {id: a, emails: [a@x], roles: [admin]}\n",
                        problems));
    g_assert_null(
        parse("version: 1\npeople:\n  - {id: a, emails: [a@x], roles: [editor]}\n", problems));
    g_assert_null(parse("version: 1\nadmins-needed: 0\npeople:\n"
                        "  - {id: a, emails: [a@x], roles: [admin]}\n",
                        problems));
    ASSERT_SAID(problems, "2:16 takes 2 people with the role “admin”, and there are 1",
                "1:1 takes 1 person with the role “admin”, and there are 0", "2:16 must be");
}

/* What works by itself works as nobody else. */
static void
test_robot(void)
{
    static const char good[] =
        "version: 1\npeople:\n- {id: marc, emails: [m@x.example], roles: [admin]}\n"
        "- {id: clock, emails: [c@x.example], roles: [robot]}\n"
        "- {id: lea, emails: [l@x.example], roles: [], void: 2026-03-17T21:15:00+01:00}\n";
    static const char both[] =
        "version: 1\npeople:\n- {id: marc, emails: [m@x.example], roles: [admin, robot]}\n";
    static const char when[] =
        "version: 1\npeople:\n- {id: marc, emails: [m@x.example], roles: [admin], void: today}\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GPtrArray) none = marbre_problems_new();
    g_autoptr(GPtrArray) unread = marbre_problems_new();
    g_autoptr(MarbrePeople) people = parse(good, problems);

    ASSERT_SAID(problems, NULL);
    g_assert_true(marbre_person_is_robot(marbre_people_by_id(people, "clock")));
    g_assert_false(marbre_person_is_robot(marbre_people_by_id(people, "marc")));
    g_assert_cmpint(marbre_people_by_id(people, "lea")->voided, ==, 1773778500);
    g_assert_cmpint(marbre_people_by_id(people, "marc")->voided, ==, INT64_MIN);
    g_assert_null(parse(both, none));
    ASSERT_SAID(none, "3:44 a “robot” has no other role");
    g_assert_null(parse(when, unread));
    ASSERT_SAID(unread, "3:59 is the instant up to which");
}

static void
test_shape(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(parse("", problems));
    g_assert_null(parse("[]", problems));
    g_assert_null(parse("version: 2\npeople: 3\n", problems));
    g_assert_null(parse("version: 1\n", problems));
    g_assert_null(parse("version: 1\npeople: &a []\n", problems));
    g_assert_cmpuint(problems->len, ==, 5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workflow/people/good", test_good);
    g_test_add_func("/workflow/people/email", test_email);
    g_test_add_func("/workflow/people/key", test_key);
    g_test_add_func("/workflow/people/roles", test_roles);
    g_test_add_func("/workflow/people/problems", test_problems);
    g_test_add_func("/workflow/people/admins", test_admins);
    g_test_add_func("/workflow/people/key-twice", test_key_twice);
    g_test_add_func("/workflow/people/shape", test_shape);
    g_test_add_func("/workflow/people/robot", test_robot);
    return g_test_run();
}
