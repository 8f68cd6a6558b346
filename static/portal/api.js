/** The description of the API, drawn by Swagger UI from our own schema; nothing is asked of another host. */

const box = document.getElementById("api");

const dress = (theme) => document.documentElement.classList.toggle("dark-mode", theme === "dark");
dress(document.documentElement.dataset.bsTheme);
document.addEventListener("theme", (event) => dress(event.detail));

window.SwaggerUIBundle({
  url: box.dataset.schema,
  domNode: box,
  deepLinking: true,
  validatorUrl: null,
  docExpansion: "none",
  filter: true,
  tryItOutEnabled: false,
  requestInterceptor: (request) => {
    request.headers["X-CSRFToken"] = box.dataset.csrf;
    return request;
  },
});
