// At the door: words that are seen or hidden, four words taken over with one touch, and one press that counts once.
for (const field of document.querySelectorAll("[data-words]")) {
  const button = document.createElement("button");
  const shown = (yes) => {
    field.type = yes ? "text" : "password";
    button.textContent = yes ? "Hide what I type" : "Show what I type";
  };
  button.type = "button";
  button.className = "btn quiet unseen";
  button.addEventListener("click", () => shown(field.type !== "text"));
  shown(true);
  field.after(button);
  // What was typed is never put back by the browser when somebody presses Back.
  addEventListener("pagehide", () => { field.value = ""; });
}

const use = document.querySelector("[data-use-words]");
if (use) {
  const field = document.querySelector("[data-words]");
  use.hidden = false;
  use.addEventListener("click", () => {
    field.value = document.querySelector("[data-offered]").textContent;
    field.type = "text";
    field.focus();
  });
}

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

for (const form of document.querySelectorAll("form[data-once]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => { sent = false; });
}
