/** One of the things to choose from. */
export interface Choosable {
  readonly id: string;
  readonly label: string;
  readonly disabled?: boolean;
  /** Said after the label: "sold out". */
  readonly note?: string;
}

/** Tiles of which one (or, with `many`, several) can be on: radio buttons or check boxes that a thumb hits. */
export const Choices = ({
  name,
  legend,
  from,
  chosen,
  many = false,
  onChange,
}: {
  readonly name: string;
  readonly legend: string;
  readonly from: readonly Choosable[];
  readonly chosen: readonly string[];
  readonly many?: boolean;
  readonly onChange?: (chosen: readonly string[]) => void;
}) => (
  <fieldset>
    <legend class="legend">{legend}</legend>
    <div class="choices">
      {from.map(({ id, label, disabled = false, note }) => (
        <label class="choice" key={id}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={id}
            checked={chosen.includes(id)}
            disabled={disabled}
            onChange={(event) =>
              onChange?.(
                many ? (event.currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id)) : [id],
              )
            }
          />
          <span>
            {label}
            {note === undefined ? null : <small>{note}</small>}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);
