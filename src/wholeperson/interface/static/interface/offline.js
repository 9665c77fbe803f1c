// Says what still works while there is no connection.
export function offline() {
  const notice = document.querySelector("[data-offline]");
  const show = () => { notice.hidden = navigator.onLine; };
  show();
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
}
