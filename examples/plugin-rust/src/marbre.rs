//! What this plugin needs of marbre/plugin.h, version 1, written in Rust. The rest of the header can
//! be added the same way: structs in `repr(C)`, functions in the order of their table.
#![allow(dead_code)]

use std::os::raw::{c_char, c_void};

pub const OK: i32 = 0;
pub const E_FAILED: i32 = -1;
pub const E_NOTFOUND: i32 = -4;
pub const E_UNSUPPORTED: i32 = -5;
pub const E_CANCELLED: i32 = -7;

pub const OPTION_INT: i32 = 2;
pub const OPTION_STRING: i32 = 4;
pub const KIND_ACTION: i32 = 2;
pub const PART_TEXT: u64 = 1;
pub const ITEM_PARAGRAPH: i32 = 2;
pub const LIST_FRONT: i32 = 2;

/// A C string of the program's own.
#[macro_export]
macro_rules! c {
    ($text:expr) => {
        concat!($text, "\0").as_ptr() as *const std::os::raw::c_char
    };
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    pub data: *const c_char,
    pub size: usize,
}

impl Text {
    pub const EMPTY: Text = Text { data: std::ptr::null(), size: 0 };

    pub fn of(words: &str) -> Text {
        Text { data: words.as_ptr() as *const c_char, size: words.len() }
    }

    /// What the host lent, as long as the run lasts.
    ///
    /// # Safety
    /// `self` must come from the host, in this run; it is UTF-8 then.
    pub unsafe fn as_str<'a>(self) -> &'a str {
        if self.data.is_null() {
            return "";
        }
        let bytes = std::slice::from_raw_parts(self.data as *const u8, self.size);
        std::str::from_utf8_unchecked(bytes)
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Span {
    pub start: u64,
    pub end: u64,
}

/// Things of the host's that are never looked into.
pub enum Job {}
pub enum Config {}
/// A rule: this plugin has none.
pub enum Rule {}

#[repr(C)]
pub struct Host {
    pub struct_size: u32,
    pub abi_minor: u32,
    pub name: *const c_char,
    pub version: *const c_char,
    pub query: unsafe extern "C" fn(*const Host, *const c_char) -> *const c_void,
    pub log: unsafe extern "C" fn(*const Host, i32, *const c_char, usize),
}

#[repr(C)]
pub struct OptionInfo {
    pub struct_size: u32,
    pub flags: u32,
    pub kind: i32,
    pub reserved: u32,
    pub key: *const c_char,
    pub summary: *const c_char,
    pub fallback: *const c_char,
    pub choices: *const *const c_char,
    pub minimum: i64,
    pub maximum: i64,
}

#[repr(C)]
pub struct TaskClass {
    pub struct_size: u32,
    pub kind: i32,
    pub id: *const c_char,
    pub summary: *const c_char,
    pub needs: u64,
    pub judges: u64,
    pub keys: *const *const c_char,
    pub options: *const *const OptionInfo,
    pub rules: *const *const Rule,
    pub create: unsafe extern "C" fn(*const Host, *const Config, *mut *mut c_void) -> i32,
    pub run: unsafe extern "C" fn(*mut c_void, *mut Job) -> i32,
    pub destroy: unsafe extern "C" fn(*mut c_void),
}

#[repr(C)]
pub struct Plugin {
    pub struct_size: u32,
    pub needs_minor: u32,
    pub id: *const c_char,
    pub version: *const c_char,
    pub license: *const c_char,
    pub homepage: *const c_char,
    pub tasks: *const *const TaskClass,
}

/// Something constant that the host may look at from any thread.
#[repr(transparent)]
pub struct Constant<T>(pub T);
unsafe impl<T> Sync for Constant<T> {}

pub const fn size<T>() -> u32 {
    std::mem::size_of::<T>() as u32
}

// ---- services: the functions up to the last one that is called here ----

/// A place in a table that must be kept, of a function that is not called here.
type Unused = *const c_void;

#[repr(C)]
pub struct JobApi {
    pub struct_size: u32,
    pub reserved: u32,
    pub cancelled: unsafe extern "C" fn(*mut Job) -> i32,
    pub progress: unsafe extern "C" fn(*mut Job, u32, *const c_char, usize),
    pub fail: unsafe extern "C" fn(*mut Job, i32, *const c_char, usize) -> i32,
}

#[repr(C)]
pub struct ConfigApi {
    pub struct_size: u32,
    pub reserved: u32,
    pub count: unsafe extern "C" fn(*const Config, *const c_char) -> usize,
    pub get_int: unsafe extern "C" fn(*const Config, *const c_char, usize, *mut i64) -> i32,
    pub get_number: Unused,
    pub get_text: unsafe extern "C" fn(*const Config, *const c_char, usize, *mut Text) -> i32,
}

#[repr(C)]
pub struct Item {
    pub struct_size: u32,
    pub kind: i32,
    pub level: u32,
    pub flags: u32,
    pub span: Span,
    pub mark: u64,
    pub text: Text,
    pub target: Text,
    pub title: Text,
}

impl Item {
    pub fn new() -> Item {
        Item {
            struct_size: size::<Item>(),
            kind: 0,
            level: 0,
            flags: 0,
            span: Span { start: 0, end: 0 },
            mark: 0,
            text: Text::EMPTY,
            target: Text::EMPTY,
            title: Text::EMPTY,
        }
    }
}

#[repr(C)]
pub struct ArticleApi {
    pub struct_size: u32,
    pub reserved: u32,
    pub before_item: [Unused; 9],
    pub item: unsafe extern "C" fn(*mut Job, u64, i32, usize, *mut Item) -> i32,
}

#[repr(C)]
pub struct ChangeApi {
    pub struct_size: u32,
    pub reserved: u32,
    pub before_artifact: [Unused; 4],
    pub artifact:
        unsafe extern "C" fn(*mut Job, *const c_char, *const c_char, *const c_char, usize) -> i32,
}

#[repr(C)]
pub struct Entry {
    pub struct_size: u32,
    pub flags: u32,
    pub path: Text,
    pub address: Text,
    pub title: Text,
    pub date: Text,
    pub section: Text,
    pub language: Text,
    pub summary: Text,
    pub changed: Text,
}

impl Entry {
    pub fn new() -> Entry {
        Entry {
            struct_size: size::<Entry>(),
            flags: 0,
            path: Text::EMPTY,
            address: Text::EMPTY,
            title: Text::EMPTY,
            date: Text::EMPTY,
            section: Text::EMPTY,
            language: Text::EMPTY,
            summary: Text::EMPTY,
            changed: Text::EMPTY,
        }
    }
}

#[repr(C)]
pub struct List {
    pub struct_size: u32,
    pub flags: u32,
    pub kind: i32,
    pub reserved: u32,
    pub path: Text,
    pub name: Text,
    pub language: Text,
    pub changed: Text,
    pub count: usize,
}

impl List {
    pub fn new() -> List {
        List {
            struct_size: size::<List>(),
            flags: 0,
            kind: 0,
            reserved: 0,
            path: Text::EMPTY,
            name: Text::EMPTY,
            language: Text::EMPTY,
            changed: Text::EMPTY,
            count: 0,
        }
    }
}

#[repr(C)]
pub struct SiteApi {
    pub struct_size: u32,
    pub reserved: u32,
    pub count: unsafe extern "C" fn(*mut Job) -> usize,
    pub entry: unsafe extern "C" fn(*mut Job, usize, *mut Entry) -> i32,
    pub content: Unused,
    pub record: Unused,
    pub article: unsafe extern "C" fn(*mut Job, usize, *mut *mut Job) -> i32,
    pub retracted: Unused,
    pub lists: unsafe extern "C" fn(*mut Job) -> usize,
    pub list: unsafe extern "C" fn(*mut Job, usize, *mut List) -> i32,
    pub listed: unsafe extern "C" fn(*mut Job, usize, usize, *mut usize) -> i32,
}
