import type { EventSign } from './lanes';
import styles from './timeline.module.css';

/** The sign of an event about the origin, at most 12 px wide; filled: done or decided, hollow: said. */
export function EventSignShape({ sign }: { sign: EventSign }) {
  switch (sign) {
    case 'announced':
      return <circle r="5" className={styles.hollow} />;
    case 'decided':
      return <circle r="5.5" className={styles.filled} />;
    case 'begun':
      return <rect x="-5" y="-5" width="10" height="10" className={styles.filled} />;
    case 'changed':
      return <path d="M0-6.5 6.5 0 0 6.5-6.5 0Z" className={styles.hollow} />;
    case 'ended':
      return <path d="M-5-5 5 5M5-5-5 5" className={styles.stroke} />;
    case 'reinstated':
      return <path d="M0-6.5 6.5 5h-13Z" className={styles.filled} />;
    case 'other':
      return <circle r="3" className={styles.filled} />;
  }
}
