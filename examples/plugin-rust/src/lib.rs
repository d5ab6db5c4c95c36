//! A newsletter: beside the front of each language stands `newsletter.txt`, what was published last as
//! plain text, for whatever sends it. The action itself sends nothing and needs no network.

mod marbre;

use marbre::*;
use std::ffi::CString;
use std::os::raw::{c_char, c_void};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::ptr;

const COLUMNS: usize = 72;

struct Newsletter {
    job: &'static JobApi,
    article: &'static ArticleApi,
    change: &'static ChangeApi,
    site: &'static SiteApi,
    heading: String,
    most: usize,
}

// ---- the border: codes on the host's side, results on ours ----

/// A code of the host's as a result, so that `?` ends the work where the host says no.
fn must(code: i32) -> Result<(), i32> {
    if code < 0 {
        Err(code)
    } else {
        Ok(())
    }
}

/// No panic crosses to the host.
fn guarded(work: impl FnOnce() -> Result<(), i32>) -> i32 {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => OK,
        Ok(Err(code)) => code,
        Err(_) => E_FAILED,
    }
}

unsafe fn ask<T>(host: *const Host, service: *const c_char) -> Result<&'static T, i32> {
    (((*host).query)(host, service) as *const T).as_ref().ok_or(E_UNSUPPORTED)
}

// ---- the text ----

/// Words in lines of 72 characters; one that is longer has a line of its own.
fn wrap(to: &mut String, words: &str) {
    let mut column = 0;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > COLUMNS {
            to.push('\n');
            column = 0;
        } else if column > 0 {
            to.push(' ');
            column += 1;
        }
        to.push_str(word);
        column += length;
    }
    to.push('\n');
}

impl Newsletter {
    /// What its author wrote as a summary, else its first paragraph.
    unsafe fn opening<'a>(
        &self,
        job: *mut Job,
        index: usize,
        entry: &'a Entry,
    ) -> Result<&'a str, i32> {
        if entry.summary.size > 0 {
            return Ok(entry.summary.as_str());
        }
        let mut article = ptr::null_mut();
        let mut paragraph = Item::new();
        must((self.site.article)(job, index, &mut article))?;
        match (self.article.item)(article, PART_TEXT, ITEM_PARAGRAPH, 0, &mut paragraph) {
            E_NOTFOUND => Ok(""),
            code => must(code).map(|_| paragraph.text.as_str()),
        }
    }

    unsafe fn write_entry(&self, job: *mut Job, index: usize, to: &mut String) -> Result<(), i32> {
        let mut entry = Entry::new();
        must((self.site.entry)(job, index, &mut entry))?;
        let opening = self.opening(job, index, &entry)?;
        to.push('\n');
        wrap(to, entry.title.as_str());
        to.push('\n');
        if !opening.is_empty() {
            wrap(to, opening);
        }
        to.push_str(entry.address.as_str());
        to.push('\n');
        Ok(())
    }

    unsafe fn write_front(&self, job: *mut Job, which: usize, front: &List) -> Result<(), i32> {
        let mut text = String::new();
        if !self.heading.is_empty() {
            wrap(&mut text, &self.heading);
        }
        for place in 0..front.count.min(self.most) {
            let mut index = 0;
            must((self.site.listed)(job, which, place, &mut index))?;
            self.write_entry(job, index, &mut text)?;
        }
        let path = CString::new(front.path.as_str().to_owned() + "newsletter.txt");
        let path = path.map_err(|_| E_FAILED)?;
        let text = Text::of(text.trim_start_matches('\n'));
        let kind = c!("text/plain");
        must((self.change.artifact)(job, path.as_ptr(), kind, text.data, text.size))
    }

    unsafe fn write(&self, job: *mut Job) -> Result<(), i32> {
        for which in 0..(self.site.lists)(job) {
            if (self.job.cancelled)(job) != 0 {
                return Err(E_CANCELLED);
            }
            let mut list = List::new();
            must((self.site.list)(job, which, &mut list))?;
            if list.kind == LIST_FRONT {
                self.write_front(job, which, &list)?;
            }
        }
        Ok(())
    }
}

// ---- what the host calls ----

unsafe extern "C" fn create(
    host: *const Host,
    config: *const Config,
    out: *mut *mut c_void,
) -> i32 {
    guarded(|| {
        let options: &ConfigApi = ask(host, c!("mbr.config/1"))?;
        let mut heading = Text::EMPTY;
        let mut most = 0;
        match (options.get_text)(config, c!("heading"), 0, &mut heading) {
            E_NOTFOUND => {} // nobody gave one
            code => must(code)?,
        }
        must((options.get_int)(config, c!("most"), 0, &mut most))?;
        let task = Newsletter {
            job: ask(host, c!("mbr.job/1"))?,
            article: ask(host, c!("mbr.article/1"))?,
            change: ask(host, c!("mbr.change/1"))?,
            site: ask(host, c!("mbr.site/1"))?,
            heading: heading.as_str().to_owned(),
            most: most as usize,
        };
        *out = Box::into_raw(Box::new(task)) as *mut c_void;
        Ok(())
    })
}

unsafe extern "C" fn run(task: *mut c_void, job: *mut Job) -> i32 {
    guarded(|| (*(task as *const Newsletter)).write(job))
}

unsafe extern "C" fn destroy(task: *mut c_void) {
    if !task.is_null() {
        drop(Box::from_raw(task as *mut Newsletter));
    }
}

// ---- what the plugin declares ----

static HEADING: Constant<OptionInfo> = Constant(OptionInfo {
    struct_size: size::<OptionInfo>(),
    flags: 0,
    kind: OPTION_STRING,
    reserved: 0,
    key: c!("heading"),
    summary: c!("The first line of the newsletter"),
    fallback: ptr::null(),
    choices: ptr::null(),
    minimum: 0,
    maximum: 0,
});
static MOST: Constant<OptionInfo> = Constant(OptionInfo {
    struct_size: size::<OptionInfo>(),
    flags: 0,
    kind: OPTION_INT,
    reserved: 0,
    key: c!("most"),
    summary: c!("How many articles it holds"),
    fallback: c!("10"),
    choices: ptr::null(),
    minimum: 1,
    maximum: 100,
});
static OPTIONS: Constant<[*const OptionInfo; 3]> = Constant([&HEADING.0, &MOST.0, ptr::null()]);

static NEWSLETTER: Constant<TaskClass> = Constant(TaskClass {
    struct_size: size::<TaskClass>(),
    kind: KIND_ACTION,
    id: c!("newsletter"),
    summary: c!("Writes a newsletter beside each front"),
    needs: 0,
    judges: 0,
    keys: ptr::null(),
    options: OPTIONS.0.as_ptr(),
    rules: ptr::null(),
    create,
    run,
    destroy,
});
static TASKS: Constant<[*const TaskClass; 2]> = Constant([&NEWSLETTER.0, ptr::null()]);

static PLUGIN: Constant<Plugin> = Constant(Plugin {
    struct_size: size::<Plugin>(),
    needs_minor: 0,
    id: c!("newsletter"),
    version: c!("1.0.0"),
    license: c!("0BSD"),
    homepage: ptr::null(),
    tasks: TASKS.0.as_ptr(),
});

/// The only symbol that this library exports.
#[no_mangle]
pub extern "C" fn marbre_plugin_1() -> *const Plugin {
    &PLUGIN.0
}
