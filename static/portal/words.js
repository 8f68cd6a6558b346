/** Translated words for scripts, read once from the page's data block; and whether an input method is composing. */

const block = document.querySelector("script#words");
export const words = block ? JSON.parse(block.textContent) : {};

export const composing = (event) => event.isComposing || event.keyCode === 229;

export const typing = (element) =>
  element && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName)) && !["checkbox", "radio", "button", "submit"].includes(element.type);

/** A short notice in the corner; it goes away by itself. */
export function toast(text, tone = "good") {
  const box = document.getElementById("toasts");
  if (!box) return;
  const notice = document.createElement("div");
  notice.className = `notice tone-${tone}`;
  notice.setAttribute("role", "status");
  notice.textContent = text;
  box.append(notice);
  setTimeout(() => notice.remove(), 5000);
}
