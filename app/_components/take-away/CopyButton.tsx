import type { CopyKind } from './copy';

interface CopyButtonProps {
  kind: CopyKind;
  label: string;
  said: string;
  href?: string;
  field?: string;
  failed?: string;
}

/** A button that copies, made to work by the CopyDesk around it: `said` and `failed` are its words for how that went. */
export function CopyButton({ kind, label, said, href, field, failed }: CopyButtonProps) {
  return (
    <button
      type="button"
      data-copy={kind}
      data-said={said}
      data-href={href}
      data-field={field}
      data-failed={failed}
    >
      {label}
    </button>
  );
}
