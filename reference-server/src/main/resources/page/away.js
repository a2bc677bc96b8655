// What needs a line says so before it is tried, while there is none: buttons that are marked with the
// action they send (`data-needs`), those of a form, or all below a mark.

/** The buttons that a mark is about. */
function buttonsOf(mark) {
  if (mark.localName === 'button') return [mark];
  return mark.querySelectorAll(mark.localName === 'form' ? '[type=submit]' : 'button');
}

/**
 * @param {import('./client/tablekeep.js').Table} table
 * @param {{on: Function}} rules
 * @param {(text: string) => void} notice
 */
export function watchAway(table, rules, notice) {
  let watching = null;

  function mark(button, why) {
    if (why === (button.dataset.barred ?? '')) return;
    if (why) {
      button.titled ??= button.title;
      button.dataset.barred = why;
      button.setAttribute('aria-disabled', 'true');
      button.title = why;
    } else {
      delete button.dataset.barred;
      button.removeAttribute('aria-disabled');
      button.title = button.titled ?? '';
      delete button.titled;
    }
  }

  function look() {
    for (const each of document.querySelectorAll('[data-needs]')) for (const button of buttonsOf(each)) mark(button, table.barred(each.dataset.needs));
  }

  function follow() {
    const { alone } = table.line;
    if (alone && !watching) {
      watching = new MutationObserver(look);
      watching.observe(document.body, { childList: true, subtree: true });
    } else if (!alone && watching) {
      watching.disconnect();
      watching = null;
    } else if (!alone) return;
    look();
  }

  // They keep the focus and can be asked why, which those that are disabled cannot.
  document.addEventListener('click', event => {
    const button = event.target.closest?.('button[data-barred]');
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    notice(button.dataset.barred);
  }, true);
  table.on('line', follow);
  rules.on(now => { table.declare(now.actions); follow(); });
}
