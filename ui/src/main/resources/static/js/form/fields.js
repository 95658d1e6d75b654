import { html, live, nothing } from '../libraries.js';
import { capital, isNumber, whole } from '../format.js';
import { documentField } from './document-field.js';
import { typed, valueAt, withValue } from './draft.js';

const typing = (id, text) => (document.activeElement?.id === id ? document.activeElement.value : text);

/** What a field shall show: never anything else than what is being typed in it. */
export const textOf = (id, text) => live(typing(id, text));

const idOf = (pointer) => `at${pointer.replaceAll('/', '-')}`;

/**
 * The fields of a form over one draft document. Each field stands for one JSON pointer, remembers that it is there, and
 * shows the error that the server gave for it. `form` is `{draft, defaults, errors, fields, change}`.
 */
export function fieldMaker(form) {
  const set = (pointer, value) => form.change(withValue(form.draft, pointer, value));
  const shown = (pointer, fallback) => valueAt(form.draft, pointer) ?? valueAt(form.defaults, pointer) ?? fallback;

  const frame = (pointer, label, control, hint, more = '') => {
    form.fields.add(pointer);
    const error = form.errors.get(pointer)?.detail;
    return html`<div class=${`field ${more}`}>
      <label for=${idOf(pointer)}>${label}</label>
      ${control}
      ${error ? html`<span class="error" id=${`${idOf(pointer)}-error`}>${error}</span>` : nothing}
      ${hint ? html`<span class="hint">${hint}</span>` : nothing}
    </div>`;
  };
  const marks = (pointer) => ({
    invalid: form.errors.has(pointer) ? 'true' : 'false',
    said: form.errors.has(pointer) ? `${idOf(pointer)}-error` : nothing,
  });

  const input = (pointer, { label, hint, unit, number = false, fallback, placeholder = '', scale = 1 }) => {
    const { invalid, said } = marks(pointer);
    const value = shown(pointer, fallback);
    const text = value == null ? '' : isNumber(value) ? String(value / scale) : String(value);
    const keep = (event) => {
      const given = number ? typed(event.target.value) : event.target.value.trim() || undefined;
      set(pointer, isNumber(given) ? given * scale : given);
    };
    const box = html`<input id=${idOf(pointer)} type="text" inputmode=${number ? 'decimal' : nothing} autocomplete="off"
      placeholder=${placeholder} .value=${textOf(idOf(pointer), text)} @input=${keep} aria-invalid=${invalid} aria-describedby=${said}>`;
    return frame(pointer, label, unit ? html`<div class="with-unit">${box}<span>${unit}</span></div>` : box, hint);
  };

  const select = (pointer, { label, hint, options, fallback, onChange, value = String(shown(pointer, fallback) ?? '') }) => {
    const { invalid, said } = marks(pointer);
    return frame(pointer, label, html`<select id=${idOf(pointer)} aria-invalid=${invalid} aria-describedby=${said}
      .value=${live(value)} @change=${(event) => (onChange ?? ((chosen) => set(pointer, chosen)))(event.target.value)}>
      ${options.map(({ value: one, text, disabled }) => html`<option value=${one} ?selected=${one === value}
        ?disabled=${disabled}>${text ?? one}</option>`)}</select>`, hint);
  };

  const check = (pointer, { label, hint, fallback }) => frame(pointer, label, html`<input id=${idOf(pointer)} type="checkbox"
    .checked=${live(shown(pointer, fallback) === true)} @change=${(event) => set(pointer, event.target.checked)}>`, hint);

  const text = (pointer, { label, hint, fallback, examples }) => {
    const id = idOf(pointer);
    const given = shown(pointer, fallback) ?? '';
    return frame(pointer, label, documentField({
      id, examples, ...marks(pointer),
      text: typing(id, typeof given === 'string' ? given : JSON.stringify(given, null, 2)),
      place: form.errors.get(pointer)?.pointer.slice(pointer.length),
      keep: (typedText) => set(pointer, typedText || undefined),
    }), hint, 'field-document');
  };

  /** The field that a setting of the catalogue asks for. */
  const setting = (base, one) => {
    const pointer = `${base}/${one.name}`;
    const common = { label: words(one.name), fallback: one.default, hint: one.description };
    switch (one.type) {
      case 'choice': return select(pointer, { ...common, options: (one.options ?? []).map((value) => ({ value })) });
      case 'flag': return check(pointer, common);
      case 'text': return input(pointer, common);
      case 'document': return text(pointer, { ...common, examples: one.examples });
      default: return input(pointer, { ...common, number: true, hint: `${one.description ?? ''} ${range(one)}`.trim() });
    }
  };

  return { input, select, check, setting, shown, set };
}

/** "stemWidth" reads as "Stem width". */
export const words = (name) => {
  if (/^[A-Z]/.test(name)) return name;
  const apart = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('-', ' ').toLowerCase();
  return capital(apart);
};

function range({ min, max }) {
  const far = (bound) => !isNumber(bound) || Math.abs(bound) >= 1e9;
  const text = (bound) => (Number.isInteger(bound) ? whole(bound) : String(bound));
  if (far(min) && far(max)) return '';
  if (far(max)) return `At least ${text(min)}.`;
  return far(min) ? `At most ${text(max)}.` : `${text(min)} to ${text(max)}.`;
}
