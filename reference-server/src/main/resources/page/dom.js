// What the page is made of. Text only ever becomes text: nothing here reads HTML.

/** Makes an element: its properties, then its children, of which empty ones are left out. */
export function make(tag, props = {}, ...children) {
  const { data, aria, ...rest } = props;
  const node = Object.assign(document.createElement(tag), rest);
  Object.assign(node.dataset, data);
  for (const [key, value] of Object.entries(aria ?? {})) node.setAttribute(key === 'role' ? key : `aria-${key}`, value);
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/** A button that does something; never one that sends a form. */
export function button(text, does, props = {}) {
  const one = make('button', { type: 'button', ...props }, text);
  one.addEventListener('click', does);
  return one;
}
