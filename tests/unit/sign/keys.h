/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Public keys made for the tests; their private halves were thrown away. */
#define KEY_ED25519                                                                                \
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPqvMx+be9OczCegtDlh/3LKwJHw2aqBH3Vqbzx1fiUQ"
#define KEY_RSA_2048                                                                               \
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC31QJIoq7ojU4VnqaUI/prbiY9JBsCr8+TjwXkRBLH"             \
    "kii4ieuwoGxUOmqkBX4GMnZ+wJWemaR+/s3lblvFaQd8q+6/GFUGz1AHvf+7b7xVMnLku6bEQ2pBd6Va"             \
    "0V/53QiihaF+pbxR8QKrkXYJ8TINwjN5Gi3qORLFiRTzCQlzDZ2Zx16I6/4ItpG37/Jww+tolvFCmAik"             \
    "MJQJssPrQYlvRgUtD3kyCZ2bWtqsiI00HOlOzikfCjzLkpQdZinfonI4wlhDl5rq+hx9J2i5Z1xj9L5N"             \
    "N6oj3rIuQ3hs3XLiOOlfXrmgLwIQFG3wurA71Ai8lt5mOF1yiB03BnPwiAuf"
#define KEY_RSA_1024                                                                               \
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDOOJgPb2dLr6x383AKcMUOndaoY5u+1y1rFjZ6+jSj"             \
    "NusuRrKe50voZb9yTfzCmZmlhv9lSk7IIyEOXZFHpNClrn5jkUUypNhpCFm+ftZjWQVCbx8zAcmXtV5M"             \
    "y5tPRW99y4Nit0Kv/r4IUirHYJ8q/YWATqXC7NTpeFswxpsjNQ=="
#define KEY_ECDSA_256                                                                              \
    "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBFCGk8NU"             \
    "jjoTu6Lj151RBB5iX6j5CGrWwRQmoQ9w/PLESmrCNj8BxMo76C2DMdOw2uRhUG1LThjA9U+TwDBEGGA="
#define KEY_ECDSA_384                                                                              \
    "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBPBuONKZ"             \
    "AO3mdqVrA9/aYYdWHn4BiRZpyy7fo7mcNJPgDVvL0aDtHOMSqcrn5+5hA5FY0cMYHchCqPxYYjV774WX"             \
    "SzleSUCWB9fvUaO6XLgmydqH/9TYab48CaYR20QxzQ=="
#define KEY_ECDSA_521                                                                              \
    "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBACcAZq1"             \
    "kdjkByuuCJqu5UvmbhwL8EpHDkwLYMlHL1Q+32dZU1I7391zcFZ/531GYx1j3NUjxgXj+yQsVLAzwByZ"             \
    "tAAah3BRG01A2r7rhGhYKA/Wdscl6bi8lfRG5/Wq4UZG8RD73FrXSY3v17oPCvbxxz8J3iNc4IFXi4mx"             \
    "fTtdk+MNPA=="
#define KEY_DSA                                                                                    \
    "ssh-dss AAAAB3NzaC1kc3MAAACBAMs0j6+r53V22qun6/0ogeY9qxQcrTAZZMcRMSHodwBtJXQgohAZ"             \
    "IheI6GertI1/WHnO+rW09CB5j22QiwbPBIWWCIbruwcolUVWveCgA4aAU4SZRe8Busmuwh32J5xDszq/"             \
    "HCjvzrFLb58P0gAqFbeGJ93jEkwZLK+Z99M1Nlq5AAAAFQDnsIEKx/mRo3I9Pnsq4pJCCjCM/QAAAIEA"             \
    "qFq4WcXHAJjpOUbMU7m52YfWjVl561t1ubhxpVeZNYYbT9aZQpqRdSCSbSssCC3hZuDzyUBscIfsgVpK"             \
    "/al/qVso9PmITRronGT2B/co0403jqhHsZb+JPmvcBoh8jPNQ+OgidmWwQci9aLH2N07fRC6uWL9Kbly"             \
    "9MMBhph1KN8AAACAFDKeokZmJPrJ2jXYuwXrqI6sAAUoaxr9kumUGIlMfEaF/lxfyoFL4YsVoVW/eDoM"             \
    "mHiEdPoBqcgIWGiL+hZpwrdNDZtpwOMKL5Gbzg2yu4rfh/4v5mYJhSjkzV1v5DBOF976ejbK6lu0l/+1"             \
    "ImkGVRgd2JL+7+BBED7MgsaBUFc="
#define KEY_CERTIFICATE                                                                            \
    "ecdsa-sha2-nistp256-cert-v01@openssh.com AAAAKGVjZHNhLXNoYTItbmlzdHAyNTYtY2VydC1"             \
    "2MDFAb3BlbnNzaC5jb20AAAAgF6lwr81YQdycGg+KnKSMr0Hl+hUGbWMkRKE8z4cnTDsAAAAIbmlzdHA"             \
    "yNTYAAABBBFCGk8NUjjoTu6Lj151RBB5iX6j5CGrWwRQmoQ9w/PLESmrCNj8BxMo76C2DMdOw2uRhUG1"             \
    "LThjA9U+TwDBEGGAAAAAAAAAAAAAAAAEAAAACaWQAAAAFAAAAAXgAAAAAAAAAAP//////////AAAAAAA"             \
    "AAIIAAAAVcGVybWl0LVgxMS1mb3J3YXJkaW5nAAAAAAAAABdwZXJtaXQtYWdlbnQtZm9yd2FyZGluZwA"             \
    "AAAAAAAAWcGVybWl0LXBvcnQtZm9yd2FyZGluZwAAAAAAAAAKcGVybWl0LXB0eQAAAAAAAAAOcGVybWl"             \
    "0LXVzZXItcmMAAAAAAAAAAAAAADMAAAALc3NoLWVkMjU1MTkAAAAg+q8zH5t705zMJ6C0OWH/csrAkfD"             \
    "ZqoEfdWpvPHV+JRAAAABTAAAAC3NzaC1lZDI1NTE5AAAAQNJMbjLXEMdzHw6zaVDsr/f67P4y3UL76oI"             \
    "OPK/47Fnn6ZgDd2b6wcqaMHDNen4x/9Um4z7cw/sky/eGWKoYfQw="
