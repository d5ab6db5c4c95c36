//! @NAME@, a plugin for Marbre.

mod marbre;

use marbre::*;
use std::ffi::CString;
use std::os::raw::{c_char, c_void};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::ptr;

/// Asks the host for a service.
unsafe fn ask<'a, T>(host: *const Host, service: *const c_char) -> Option<&'a T> {
    (((*host).query)(host, service) as *const T).as_ref()
}

/// No panic crosses to the host.
fn guarded(work: impl FnOnce() -> i32) -> i32 {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(E_FAILED)
}

// ---- the check: titles fit the front page ----

struct Titles {
    article: &'static ArticleApi,
    report: &'static ReportApi,
    most: i64,
}

unsafe extern "C" fn titles_create(
    host: *const Host,
    config: *const Config,
    out: *mut *mut c_void,
) -> i32 {
    guarded(|| {
        let options = ask::<ConfigApi>(host, c!("mbr.config/1"));
        let article = ask::<ArticleApi>(host, c!("mbr.article/1"));
        let report = ask::<ReportApi>(host, c!("mbr.report/1"));
        let (options, article, report) = match (options, article, report) {
            (Some(options), Some(article), Some(report)) => (options, article, report),
            _ => return E_UNSUPPORTED,
        };
        let mut most = 0;
        let code = (options.get_int)(config, c!("most"), 0, &mut most);
        if code < 0 {
            return code;
        }
        *out = Box::into_raw(Box::new(Titles { article, report, most })) as *mut c_void;
        OK
    })
}

unsafe fn report_title(task: &Titles, job: *mut Job, place: Span, over: i64) -> i32 {
    let (over, most) = (over.to_string(), task.most.to_string());
    let how_many = Arg::new(c!("count"), &over);
    let limit = Arg::new(c!("most"), &most);
    let args = [&how_many as *const Arg, &limit, ptr::null()];
    let finding = Finding {
        struct_size: size::<Finding>(),
        severity: 0,
        rule: c!("long-title"),
        file: ptr::null(),
        span: place,
        args: args.as_ptr(),
        edits: ptr::null(),
    };
    (task.report.finding)(job, &finding)
}

unsafe extern "C" fn titles_run(task: *mut c_void, job: *mut Job) -> i32 {
    guarded(|| {
        let task = &*(task as *const Titles);
        let mut title = Value::new();
        let code = (task.article.meta)(job, PART_TEXT, c!("title"), &mut title);
        if code == E_NOTFOUND {
            return OK; // another check asks for a title
        }
        if code < 0 {
            return code;
        }
        let over = title.text.as_str().chars().count() as i64 - task.most;
        if over > 0 {
            report_title(task, job, title.span, over)
        } else {
            OK
        }
    })
}

unsafe extern "C" fn titles_destroy(task: *mut c_void) {
    if !task.is_null() {
        drop(Box::from_raw(task as *mut Titles));
    }
}

// ---- the action: how long it takes to read ----

const WORDS_A_MINUTE: usize = 230;

struct Reading {
    job: &'static JobApi,
    article: &'static ArticleApi,
    change: &'static ChangeApi,
}

unsafe extern "C" fn reading_create(
    host: *const Host,
    _config: *const Config,
    out: *mut *mut c_void,
) -> i32 {
    guarded(|| {
        let job = ask::<JobApi>(host, c!("mbr.job/1"));
        let article = ask::<ArticleApi>(host, c!("mbr.article/1"));
        let change = ask::<ChangeApi>(host, c!("mbr.change/1"));
        let (job, article, change) = match (job, article, change) {
            (Some(job), Some(article), Some(change)) => (job, article, change),
            _ => return E_UNSUPPORTED,
        };
        *out = Box::into_raw(Box::new(Reading { job, article, change })) as *mut c_void;
        OK
    })
}

unsafe fn write_minutes(task: &Reading, job: *mut Job, minutes: usize) -> i32 {
    let why = "the article has no front matter to write to";
    let digits = minutes.to_string();
    let mut value = Value::new();
    value.kind = VALUE_TEXT;
    value.text = Text::of(&digits);
    let mut path = Text::EMPTY;
    let code = (task.article.path)(job, PART_TEXT, 0, &mut path);
    if code < 0 {
        return code;
    }
    let name = path.as_str().rsplit('/').next().unwrap_or("");
    let name = match CString::new(name) {
        Ok(name) => name,
        Err(_) => return E_FAILED,
    };
    let code = (task.change.meta_set)(job, name.as_ptr(), c!("reading-time"), &value);
    if code < 0 {
        let why = Text::of(why);
        return (task.job.fail)(job, code, why.data, why.size);
    }
    OK
}

unsafe extern "C" fn reading_run(task: *mut c_void, job: *mut Job) -> i32 {
    guarded(|| {
        let task = &*(task as *const Reading);
        let mut words = 0;
        for index in 0..(task.article.item_count)(job, PART_TEXT, ITEM_PARAGRAPH) {
            let mut item = Item::new();
            let code = (task.article.item)(job, PART_TEXT, ITEM_PARAGRAPH, index, &mut item);
            if code < 0 {
                return code;
            }
            words += item.text.as_str().split_whitespace().count();
        }
        write_minutes(task, job, words / WORDS_A_MINUTE + 1)
    })
}

unsafe extern "C" fn reading_destroy(task: *mut c_void) {
    if !task.is_null() {
        drop(Box::from_raw(task as *mut Reading));
    }
}

// ---- what the plugin declares ----

static MOST: Constant<OptionInfo> = Constant(OptionInfo {
    struct_size: size::<OptionInfo>(),
    flags: 0,
    kind: OPTION_INT,
    reserved: 0,
    key: c!("most"),
    summary: c!("Characters that a title may have"),
    fallback: c!("90"),
    choices: ptr::null(),
    minimum: 10,
    maximum: 1000,
});
static TITLES_OPTIONS: Constant<[*const OptionInfo; 2]> = Constant([&MOST.0, ptr::null()]);

static LONG_TITLE: Constant<Rule> = Constant(Rule {
    struct_size: size::<Rule>(),
    severity: SEVERITY_WARNING,
    id: c!("long-title"),
    summary: c!("A title that is too long"),
    message: c!("The title is {count} characters longer than {most}"),
    help_uri: ptr::null(),
});
static TITLES_RULES: Constant<[*const Rule; 2]> = Constant([&LONG_TITLE.0, ptr::null()]);

/// An approval of this check's stage covers the title, and nothing else of the article.
static TITLES_KEYS: Constant<[*const c_char; 2]> = Constant([c!("title"), ptr::null()]);

static TITLES: Constant<TaskClass> = Constant(TaskClass {
    struct_size: size::<TaskClass>(),
    kind: KIND_CHECK,
    id: c!("titles"),
    summary: c!("Titles fit the front page"),
    needs: 0,
    judges: 0,
    keys: TITLES_KEYS.0.as_ptr(),
    options: TITLES_OPTIONS.0.as_ptr(),
    rules: TITLES_RULES.0.as_ptr(),
    create: titles_create,
    run: titles_run,
    destroy: titles_destroy,
});

static READING: Constant<TaskClass> = Constant(TaskClass {
    struct_size: size::<TaskClass>(),
    kind: KIND_ACTION,
    id: c!("reading-time"),
    summary: c!("Writes how many minutes an article takes to read"),
    needs: 0,
    judges: PART_TEXT,
    keys: ptr::null(),
    options: ptr::null(),
    rules: ptr::null(),
    create: reading_create,
    run: reading_run,
    destroy: reading_destroy,
});

static TASKS: Constant<[*const TaskClass; 3]> = Constant([&TITLES.0, &READING.0, ptr::null()]);

static PLUGIN: Constant<Plugin> = Constant(Plugin {
    struct_size: size::<Plugin>(),
    needs_minor: 0,
    id: c!("@NAME@"),
    version: c!("0.1.0"),
    license: c!("0BSD"),
    homepage: ptr::null(),
    tasks: TASKS.0.as_ptr(),
});

/// The only symbol that this library exports.
#[no_mangle]
pub extern "C" fn marbre_plugin_1() -> *const Plugin {
    &PLUGIN.0
}
