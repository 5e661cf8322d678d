/**
 * One field of a filter form: a choice of one code, or any. A list that the address names and a single choice cannot show
 * (two types, say) stays as it is, as one more option.
 */
export function Choice({
  name,
  label,
  any,
  options,
  chosen,
}: {
  name: string;
  label: string;
  any: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
}) {
  const several = chosen.length > 1 ? chosen.join(',') : null;
  const current = several ?? chosen[0] ?? '';
  return (
    <label>
      <span>{label}</span>
      <select name={name} defaultValue={current} key={current}>
        <option value="">{any}</option>
        {several ? (
          <option value={several}>
            {options
              .filter(({ value }) => chosen.includes(value))
              .map((option) => option.label)
              .join(' + ')}
          </option>
        ) : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
