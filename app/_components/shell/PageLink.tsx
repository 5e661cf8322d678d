'use client';

import Link from 'next/link';
import { type ComponentProps, useEffect, useRef, useState } from 'react';

/** Passing over a link is no intent; resting on it this long is. */
const DWELL_MS = 60;

/**
 * A link to another page, which is fetched whole once a reader means it: rests on it with the pointer or the focus, or presses it. Then a
 * click finds the page here. A page full of links asks for nothing ahead.
 */
export function PageLink(props: Omit<ComponentProps<typeof Link>, 'prefetch' | 'ref'>) {
  const [meant, setMeant] = useState(false);
  const dwell = useRef<ReturnType<typeof setTimeout>>(undefined);
  const leave = () => clearTimeout(dwell.current);
  const rest = () => {
    leave();
    dwell.current = setTimeout(() => setMeant(true), DWELL_MS);
  };
  useEffect(() => () => clearTimeout(dwell.current), []);
  return (
    <Link
      {...props}
      prefetch={meant}
      onPointerEnter={rest}
      onPointerLeave={leave}
      onPointerDown={() => setMeant(true)}
      onFocus={rest}
      onBlur={leave}
    />
  );
}
