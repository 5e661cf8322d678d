import styles from './api.module.css';
import { type DescribedName, describedResources } from './described';

function Names({ caption, names }: { caption: string; names: readonly DescribedName[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <h3>{caption}</h3>
      <dl className={styles.names}>
        {names.map(({ name, takes, codes, description }) => (
          <div key={name}>
            <dt>
              <code translate="no">{name}</code>
              <span className={styles.takes}>{takes}</span>
            </dt>
            <dd>
              {description}
              {codes.length > 0 && name !== 'fields' && name !== 'sort' ? (
                <span className={styles.codes} translate="no">
                  {codes.join(', ')}
                </span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Every resource with its parameters and fields, in English, from the description that clients get. */
export function Reference() {
  return (
    <div lang="en" className={styles.reference}>
      {describedResources().map(({ name, description, order, paths, parameters, fields }) => (
        <details key={name} id={name}>
          <summary>
            <code translate="no">{name}</code> <span>{description}</span>
          </summary>
          <ul className={styles.paths}>
            {paths.map((path) => (
              <li key={path}>
                <code translate="no">GET {path}</code>
              </li>
            ))}
          </ul>
          <p>Order: {order}</p>
          <Names caption="Parameters" names={parameters} />
          <Names caption="Fields" names={fields} />
        </details>
      ))}
    </div>
  );
}
