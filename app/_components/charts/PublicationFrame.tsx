import type { ReactElement } from 'react';
import type { Paint } from '@/lib/charts/palette';
import type { Publication } from '@/lib/charts/publication';
import { KeySignShape, px } from './marks';

const RULE_WEIGHTS = { opening: 2, hairline: 1 } as const;

/** What stands around a published chart: rules, words and key, where the layout put them. */
export function PublicationFrame({
  publication,
  paint,
}: {
  publication: Publication;
  paint: Paint;
}): ReactElement {
  const { texts, key, rules, left, right } = publication;
  return (
    <svg aria-hidden="true">
      {rules.map(({ y, weight }) => (
        <path
          key={y}
          d={`M${px(left)},${px(y)}H${px(right)}`}
          stroke={weight === 'opening' ? paint.ink : paint.hairline}
          strokeWidth={RULE_WEIGHTS[weight]}
        />
      ))}
      {key.map(({ sign, x, y }) => (
        <g key={sign} transform={`translate(${px(x)},${px(y)})`}>
          <KeySignShape sign={sign} paint={paint} />
        </g>
      ))}
      {texts.map(({ x, y, size, weight, tone, text }) => (
        <text
          key={`${x} ${y}`}
          x={px(x)}
          y={px(y)}
          fontFamily={weight === 'serif' ? SERIF : undefined}
          fontSize={size}
          fontWeight={weight === 400 ? undefined : 600}
          fill={tone === 'ink' ? paint.ink : paint.inkSoft}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}

const SERIF = "'Source Serif 4', Georgia, 'Times New Roman', serif";
