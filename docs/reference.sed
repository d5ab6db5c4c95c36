# Plain comments of plugin.h as Doxygen reads them; lines of dashes head its sections.
/^ *\/\* ----/b
s/^\/\*$/\/** @file/
t
s/^\( *\)\/\* /\1\/** /
t
# Of two fields on a line, both have the words.
s/^\(    [a-z0-9_]* \)\([a-z_]*\), \([a-z_]*\);  *\/\* \(.*\) \*\/$/\1\2; \/**< \4 *\/ \1\3; \/**< \4 *\//
t
s/\([^ ]\) \{1,\}\/\* /\1 \/**< /
t
s/^    uint32_t struct_size;$/& \/**< its size, as whoever makes it knows it *\//
s/^    uint32_t reserved;$/& \/**< zero *\//
s/^typedef struct mbr_[a-z]*_api {$/\/** The functions of the service. *\/ &/
s/^#define MBR_[A-Z]*_API "[^"]*"$/& \/**< the name of a service, for `query` *\//
s/^#define MBR_[A-Z_]* \((-\{0,1\}[0-9]*)\|[0-9]*\)$/& \/**< as its name says *\//
s/^typedef struct mbr_host mbr_host;$/& \/**< the host, as `create` gets it *\//
t
s/^typedef struct mbr_[a-z]* mbr_[a-z]*;$/& \/**< never looked into by the other side *\//
