// Passkeys: asks the server what to ask of the phone, asks the phone, and hands its answer back. Nothing is kept here.
const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const known = (ids) => (ids || []).map((one) => ({ ...one, id: decode(one.id) }));

function make(asked) {
  const publicKey = {
    ...asked,
    challenge: decode(asked.challenge),
    user: { ...asked.user, id: decode(asked.user.id) },
    excludeCredentials: known(asked.excludeCredentials),
  };
  return navigator.credentials.create({ publicKey });
}

function show(asked) {
  const publicKey = { ...asked, challenge: decode(asked.challenge), allowCredentials: known(asked.allowCredentials) };
  return navigator.credentials.get({ publicKey });
}

function told(passkey) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (passkey.response[part]) response[part] = encode(passkey.response[part]);
  }
  return { id: passkey.id, rawId: encode(passkey.rawId), type: passkey.type, clientExtensionResults: {}, response };
}

async function send(form, address, what) {
  const answer = await fetch(address, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify(what),
  });
  return answer.json();
}

async function pressed(form, calm) {
  let sentence = "This did not work just now. Look at your connection, then try once more, or use another way in.";
  calm.hidden = true;
  try {
    const asked = await send(form, form.dataset.begin, {});
    if (asked.to) return location.assign(asked.to);
    sentence = asked.calm;
    const passkey = await (form.dataset.passkey === "new" ? make(asked.publicKey) : show(asked.publicKey));
    const given = form.elements;
    const answer = await send(form, form.dataset.finish, {
      passkey: told(passkey),
      label: given.label?.value ?? "",
      // Asked once on the page, above the name and the words.
      shared: document.querySelector("main [name=shared]")?.checked ?? false,
      next: given.next?.value ?? "",
    });
    if (answer.to) return location.replace(answer.to);
    sentence = answer.says || sentence;
  } catch {
    // The person said no to the phone, or the phone has no such passkey: the same calm sentence.
  }
  calm.textContent = sentence;
  calm.hidden = false;
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    for (const words of document.querySelectorAll("[data-without]")) words.hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      pressed(form, form.querySelector("[data-calm]"));
    });
  }
}
