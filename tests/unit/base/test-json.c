/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"

#include <math.h>

static void
test_layout(void)
{
    MarbreJson *json = marbre_json_new();
    static const char *const who[] = {"lea", "marc", NULL};
    g_autofree char *text = NULL;

    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_object(json, "empty");
    marbre_json_end_object(json);
    marbre_json_member_strv(json, "who", who);
    marbre_json_member_strv(json, "none", NULL);
    marbre_json_member_bool(json, "ok", false);
    marbre_json_member_string(json, "rule", NULL);
    marbre_json_end_object(json);
    text = marbre_json_end(json);
    g_assert_cmpstr(text, ==,
                    "{\n  \"version\": 1,\n  \"empty\": {},\n  \"who\": [\n    \"lea\",\n"
                    "    \"marc\"\n  ],\n  \"none\": [],\n  \"ok\": false,\n  \"rule\": null\n}\n");
}

static void
test_escapes(void)
{
    MarbreJson *json = marbre_json_new_compact();
    g_autofree char *text = NULL;

    marbre_json_begin_array(json);
    marbre_json_string(json, "a\"\\\n\t\x01\x7F\u2028é</script>\xFF\xE2\x82");
    marbre_json_string_sized(json, "a\0b", 3);
    marbre_json_end_array(json);
    text = marbre_json_end(json);
    g_assert_cmpstr(text, ==,
                    "[\"a\\\"\\\\\\n\\t\\u0001\\u007f\\u2028é</script>\uFFFD\uFFFD\uFFFD\","
                    "\"a\\u0000b\"]\n");
}

static void
test_numbers(void)
{
    MarbreJson *json = marbre_json_new_compact();
    g_autofree char *text = NULL;

    marbre_json_begin_array(json);
    marbre_json_int(json, INT64_MIN);
    marbre_json_double(json, 0.1);
    marbre_json_double(json, 1e300);
    marbre_json_double(json, 1.0 / 3);
    marbre_json_double(json, NAN);
    marbre_json_double(json, INFINITY);
    marbre_json_end_array(json);
    text = marbre_json_end(json);
    g_assert_cmpstr(text, ==, "[-9223372036854775808,0.1,1e+300,0.33333333333333331,null,null]\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json/layout", test_layout);
    g_test_add_func("/json/escapes", test_escapes);
    g_test_add_func("/json/numbers", test_numbers);
    return g_test_run();
}
