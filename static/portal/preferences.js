/** Light or dark, table density and page printing: kept in cookies that the server reads before it draws. */

const remember = (name, value) => {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-toggle]");
  if (!button) return;
  const root = document.documentElement;
  const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
  root.dataset.bsTheme = theme;
  remember("theme", theme);
  const use = button.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, theme === "dark" ? "#sun" : "#moon"));
  document.dispatchEvent(new CustomEvent("theme", { detail: theme }));
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-density-toggle]")) remember("density", document.body.classList.toggle("density-roomy") ? "roomy" : "close");
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.closest("[data-back]")) window.history.back();
});
