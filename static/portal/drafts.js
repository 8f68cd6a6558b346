/** Drafts: what is typed into a form without personal data outlives a lost network; bound to its person, gone after a day, on sending and on sign-out. */

import { toast, words } from "./words.js";

const PREFIX = "draft:";
const DAY = 24 * 60 * 60 * 1000;
const person = document.querySelector("main[data-person]")?.dataset.person;
const forms = [...document.querySelectorAll("form[data-draft]")];

const keyOf = (form) => `${PREFIX}${person}:${form.dataset.draft}`;
const kept = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
const read = (key) => JSON.parse(localStorage.getItem(key) || "null");

/** The fields that may be kept: nothing hidden, no file, none that the form names as personal. */
function fieldsOf(form) {
  const left = (form.dataset.draftWithout || "").split(" ");
  return [...form.elements].filter((field) => field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type) && !left.includes(field.name));
}

const ticks = (field) => ["checkbox", "radio"].includes(field.type);
const nameOf = (field) => (ticks(field) ? `${field.name}=${field.value}` : field.name);

function keep(form) {
  const values = Object.fromEntries(fieldsOf(form).map((field) => [nameOf(field), ticks(field) ? field.checked : field.value]));
  localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), from: location.pathname, sent: false, values }));
}

function takeUp(form, values) {
  fieldsOf(form).forEach((field) => {
    const value = values[nameOf(field)];
    if (value === undefined) return;
    if (ticks(field)) field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  fieldsOf(form)[0]?.focus();
}

function button(label, kind, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `btn btn-sm btn-${kind}`;
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

function offer(form, { at, values }) {
  const box = document.createElement("div");
  box.className = "notice tone-info";
  box.setAttribute("role", "status");
  const text = document.createElement("div");
  text.className = "body";
  text.textContent = words.draftFound.replace("{time}", new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" }));
  const answer = (act) => () => {
    box.remove();
    act();
  };
  box.append(text, button(words.draftTake, "secondary", answer(() => takeUp(form, values))), button(words.draftDrop, "quiet", answer(() => localStorage.removeItem(keyOf(form)))));
  form.before(box);
}

/** A draft that was sent is done with once its page has led on without errors; others' and old ones go at once. */
function tidy() {
  const before = document.referrer && new URL(document.referrer).pathname;
  const refused = document.querySelector(".error-summary");
  kept().forEach((key) => {
    const { at, from, sent } = read(key);
    const led = sent && before === from && !refused;
    if (!key.startsWith(`${PREFIX}${person}:`) || at < Date.now() - DAY || led) localStorage.removeItem(key);
  });
}

if (person) {
  tidy();
  forms.forEach((form) => {
    const draft = read(keyOf(form));
    if (draft && !form.querySelector(".error-summary")) offer(form, draft);
  });
}

let waiting = 0;
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form || !person) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => keep(form), 400);
});

/** Without a network the form stays where it is, with all that was typed. */
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.matches("[data-sign-out]")) {
      clearTimeout(waiting); // what was typed a moment ago is not kept after all
      kept().forEach((key) => localStorage.removeItem(key));
    }
    if (!form.matches("[data-draft], [data-unsaved]")) return;
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      toast(words.failed, "warn");
    }
    if (!form.matches("[data-draft]") || !person) return;
    clearTimeout(waiting);
    keep(form);
    if (navigator.onLine) localStorage.setItem(keyOf(form), JSON.stringify({ ...read(keyOf(form)), sent: true }));
  },
  true,
);
