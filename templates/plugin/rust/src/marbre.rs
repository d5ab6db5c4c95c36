//! What this plugin needs of marbre/plugin.h, version 1, written in Rust. The rest of the header can
//! be added the same way: structs in `repr(C)`, functions in the order of their table.
#![allow(dead_code)]

use std::os::raw::{c_char, c_void};

pub const OK: i32 = 0;
pub const E_FAILED: i32 = -1;
pub const E_NOTFOUND: i32 = -4;
pub const E_UNSUPPORTED: i32 = -5;

pub const OPTION_INT: i32 = 2;
pub const SEVERITY_WARNING: i32 = 2;
pub const KIND_CHECK: i32 = 1;
pub const KIND_ACTION: i32 = 2;
pub const PART_TEXT: u64 = 1;
pub const VALUE_TEXT: i32 = 4;
pub const ITEM_PARAGRAPH: i32 = 2;

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
pub struct Rule {
    pub struct_size: u32,
    pub severity: i32,
    pub id: *const c_char,
    pub summary: *const c_char,
    pub message: *const c_char,
    pub help_uri: *const c_char,
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
}

#[repr(C)]
pub struct Value {
    pub struct_size: u32,
    pub kind: i32,
    pub span: Span,
    pub mark: u64,
    pub integer: i64,
    pub number: f64,
    pub text: Text,
    pub count: u64,
}

impl Value {
    pub fn new() -> Value {
        Value {
            struct_size: size::<Value>(),
            kind: 0,
            span: Span { start: 0, end: 0 },
            mark: 0,
            integer: 0,
            number: 0.0,
            text: Text::EMPTY,
            count: 0,
        }
    }
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

type Unused = *const c_void;

#[repr(C)]
pub struct ArticleApi {
    pub struct_size: u32,
    pub reserved: u32,
    pub count: unsafe extern "C" fn(*mut Job, u64) -> usize,
    pub path: unsafe extern "C" fn(*mut Job, u64, usize, *mut Text) -> i32,
    pub named: Unused,
    pub bytes: unsafe extern "C" fn(*mut Job, u64, usize, *mut Text) -> i32,
    pub body: unsafe extern "C" fn(*mut Job, u64, *mut Span) -> i32,
    pub language: unsafe extern "C" fn(*mut Job, u64, *mut Text) -> i32,
    pub meta: unsafe extern "C" fn(*mut Job, u64, *const c_char, *mut Value) -> i32,
    pub meta_key: Unused,
    pub item_count: unsafe extern "C" fn(*mut Job, u64, i32) -> usize,
    pub item: unsafe extern "C" fn(*mut Job, u64, i32, usize, *mut Item) -> i32,
}

#[repr(C)]
pub struct Arg {
    pub struct_size: u32,
    pub flags: u32,
    pub name: *const c_char,
    pub value: Text,
}

impl Arg {
    pub fn new(name: *const c_char, value: &str) -> Arg {
        Arg { struct_size: size::<Arg>(), flags: 0, name, value: Text::of(value) }
    }
}

#[repr(C)]
pub struct Finding {
    pub struct_size: u32,
    pub severity: i32,
    pub rule: *const c_char,
    pub file: *const c_char,
    pub span: Span,
    pub args: *const *const Arg,
    pub edits: Unused,
}

#[repr(C)]
pub struct ReportApi {
    pub struct_size: u32,
    pub reserved: u32,
    pub finding: unsafe extern "C" fn(*mut Job, *const Finding) -> i32,
}

#[repr(C)]
pub struct ChangeApi {
    pub struct_size: u32,
    pub reserved: u32,
    pub edit: Unused,
    pub write: unsafe extern "C" fn(*mut Job, *const c_char, *const c_char, usize) -> i32,
    pub remove: Unused,
    pub meta_set: unsafe extern "C" fn(*mut Job, *const c_char, *const c_char, *const Value) -> i32,
    pub artifact: unsafe extern "C" fn(
        *mut Job,
        *const c_char,
        *const c_char,
        *const c_char,
        usize,
    ) -> i32,
}
