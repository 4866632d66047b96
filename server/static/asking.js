// A question's page works without this. With it, "why?" opens the quotes under its row, and closes them.
"use strict";

const waited = new Set();
let opened = 0;

async function quotesFor(link) {
  const address = new URL(link.href);
  address.hash = "";
  address.searchParams.set("part", "evidence");
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.statusText);
  const row = link.closest("tr");
  const quotes = document.createElement("tr");
  quotes.className = "quotes";
  quotes.id = `quotes-${++opened}`;
  quotes.hidden = true;
  const cell = quotes.insertCell();
  cell.colSpan = row.cells.length;
  cell.innerHTML = await answer.text(); // of this server, escaped by it
  link.setAttribute("aria-controls", quotes.id);
  row.after(quotes);
  return quotes;
}

for (const link of document.querySelectorAll(".rows .why a")) link.setAttribute("aria-expanded", "false");
document.querySelector(".rows")?.addEventListener("click", async (event) => {
  const link = event.target.closest(".why a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (waited.has(link)) return;
  waited.add(link);
  try {
    const next = link.closest("tr").nextElementSibling;
    const quotes = next?.classList.contains("quotes") ? next : await quotesFor(link);
    quotes.hidden = !quotes.hidden;
    link.setAttribute("aria-expanded", String(!quotes.hidden));
  } catch {
    location.assign(link.href);
  } finally {
    waited.delete(link);
  }
});
