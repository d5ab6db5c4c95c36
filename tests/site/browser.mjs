// SPDX-License-Identifier: LGPL-2.1-or-later
// A reader's browser. Takes a task from standard input as JSON and tells what it saw, a line of
// JSON a visit:
//
//   folder, address   the files of the site, and where they are published; nothing else answers
//   tools             the folder of axe-core and playwright-core
//   visits            [{path | html, width, height, scheme, axe, shot, frame}]
//
// `html` is a piece of a feed, shown as a careless client would. `shot` is a file for a picture of
// what is in sight, or of the whole page with `whole`.
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { join, normalize } from "node:path";

const task = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(join(task.tools, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", xml: "application/xml",
  json: "application/json", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg",
  md: "text/markdown" };

function file_of(url) {
  const path = decodeURIComponent(new URL(url).pathname);
  const file = join(task.folder, normalize("/" + path));
  try {
    return statSync(file).isDirectory() ? join(file, "index.html") : file;
  } catch {
    return file;
  }
}

// The published address answers with the files; every other address is noted, and does not answer.
function answer(desk) {
  return (route) => {
    const { seen } = desk;
    const url = route.request().url();
    if (!url.startsWith(task.address)) {
      seen.foreign.push(url);
      return route.abort();
    }
    const file = file_of(url);
    let body;
    try {
      body = readFileSync(file);
    } catch {
      seen.missing.push(url);
      return route.fulfill({ status: 404, contentType: "text/html", body: "<title>404</title>" });
    }
    const type = TYPES[file.split(".").pop()] ?? "application/octet-stream";
    return route.fulfill({ status: 200, contentType: type, body });
  };
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}: ${one.help}`));
}

// What sticks out of the screen to the right: a page that has to be pushed sideways.
function sticking() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .map((one) => `${one.tagName.toLowerCase()}.${one.className} reaches ${Math.round(one.getBoundingClientRect().right)} of ${width}`)
    .slice(0, 3);
}

// A window of its own for each width and colour scheme; visits follow one another in it.
async function open(browser, one) {
  const desk = { seen: null };
  const context = await browser.newContext({
    viewport: { width: one.width ?? 1280, height: one.height ?? 800 },
    colorScheme: one.scheme ?? "light", reducedMotion: "reduce" });
  await context.route("**/*", answer(desk));
  desk.page = await context.newPage();
  desk.page.on("dialog", (dialog) => { desk.seen.dialogs.push(dialog.message()); dialog.dismiss(); });
  desk.page.on("pageerror", (error) => desk.seen.errors.push(String(error)));
  context.on("page", (other) => { desk.seen.foreign.push("a window: " + other.url()); other.close(); });
  return desk;
}

async function visit(desk, one) {
  const { page } = desk;
  const seen = { path: one.path ?? "", width: one.width, scheme: one.scheme, name: one.name,
    dialogs: [], foreign: [], missing: [], errors: [], violations: [], sticking: [], ran: [] };
  desk.seen = seen;
  const place = one.html === undefined ? new URL(task.address + one.path).href : "about:blank";
  await page.goto(place, { waitUntil: "load" });
  if (one.html !== undefined) await page.setContent(one.html, { waitUntil: "load" });
  if (one.poke) await page.evaluate(poke);
  seen.ran = await page.evaluate(() => Object.keys(globalThis).filter((key) => key.startsWith("hit")));
  if (page.url().split("#")[0] !== place) seen.foreign.push("went to " + page.url());
  seen.sticking = await page.evaluate(sticking);
  if (one.axe) seen.violations = await violations(page);
  if (one.shot) await page.screenshot({ path: one.shot, fullPage: Boolean(one.whole) });
  return seen;
}

// Everything that a pointer or a keyboard may wake, and links that are no links to other pages.
function poke() {
  for (const one of document.querySelectorAll("*"))
    for (const kind of ["mouseover", "mouseenter", "focus", "pointerdown", "error", "load",
      "toggle", "animationstart"])
      one.dispatchEvent(new Event(kind, { bubbles: false }));
  for (const link of document.querySelectorAll("a[href]"))
    if (!/^(https?|mailto):$/.test(link.protocol)) link.click();
}

const browser = await chromium.launch({ executablePath: task.browser,
  args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--disable-dev-shm-usage"] });
const kinds = new Map();
task.visits.forEach((one, index) => {
  const kind = `${one.width} ${one.height} ${one.scheme}`;
  kinds.set(kind, [...(kinds.get(kind) ?? []), index]);
});
const answers = [];
for (const indexes of kinds.values()) {
  const desk = await open(browser, task.visits[indexes[0]]);
  for (const index of indexes) answers[index] = await visit(desk, task.visits[index]);
  await desk.page.context().close();
}
await browser.close();
for (const one of answers) console.log(JSON.stringify(one));
