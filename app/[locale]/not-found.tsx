import { Notice } from '@/app/_components/shell/Notice';
import en from '@/messages/en/errors.json';
import fr from '@/messages/fr/errors.json';

/** For the few addresses that proxy.ts does not look at (they end in a suffix of ours and are no file): both languages. */
export default function NotFound() {
  return (
    <main className="page">
      {[en, fr].map(({ errors }, index) => (
        <div key={errors.notFoundTitle} lang={index === 0 ? 'en' : 'fr'}>
          <Notice title={errors.notFoundTitle}>
            <p>
              <a href={index === 0 ? '/' : '/fr'}>{errors.home}</a>
            </p>
          </Notice>
        </div>
      ))}
    </main>
  );
}
