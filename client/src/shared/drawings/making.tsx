import type { ReactNode } from 'react';

export const printer3d: ReactNode = (
  <>
    <ellipse cx="120" cy="160" rx="78" ry="7" fill="#18211E" opacity=".14" />
    <rect x="48" y="26" width="144" height="130" rx="10" fill="#56605B" />
    <rect x="62" y="40" width="116" height="96" rx="4" fill="#EFEBE0" />
    <rect x="56" y="58" width="128" height="7" rx="3" fill="#18211E" />
    <rect x="106" y="52" width="28" height="22" rx="4" fill="#A8361F" />
    <path d="M114 74h12l-6 10z" fill="#18211E" />
    <g fill="#E08A3C">
      <rect x="96" y="112" width="48" height="7" rx="3.5" />
      <rect x="100" y="104" width="40" height="7" rx="3.5" />
      <rect x="104" y="96" width="32" height="7" rx="3.5" />
      <rect x="110" y="88" width="20" height="7" rx="3.5" />
    </g>
    <rect x="74" y="120" width="92" height="7" rx="3" fill="#18211E" />
    <rect x="64" y="142" width="30" height="8" rx="4" fill="#F2C53D" />
    <circle cx="166" cy="146" r="5" fill="#B9D4C6" />
  </>
);

export const themeBox: ReactNode = (
  <>
    <ellipse cx="120" cy="158" rx="88" ry="7" fill="#18211E" opacity=".14" />
    <path d="M150 62q2-36 30-36" stroke="#18211E" strokeWidth="5" fill="none" strokeLinecap="round" />
    <circle cx="182" cy="26" r="9" fill="#A8361F" />
    <circle cx="92" cy="58" r="26" fill="#3F86B5" />
    <circle cx="84" cy="52" r="5" fill="#fff" />
    <circle cx="100" cy="52" r="5" fill="#fff" />
    <rect x="118" y="30" width="38" height="52" rx="4" fill="#57B576" transform="rotate(8 137 56)" />
    <path d="M36 70h168l-8 86H44z" fill="#D9A066" />
    <path d="M36 70h168l-2 22H38z" fill="#C08850" />
    <path d="M36 70L18 92l20 4zM204 70l18 22-20 4z" fill="#E7B783" />
    <rect x="92" y="106" width="56" height="30" rx="4" fill="#F5F4F0" />
    <path d="M100 116h40M100 125h24" stroke="#56605B" strokeWidth="3" />
  </>
);

// Column by column of each of the five rows: a heart.
const lit = new Set([
  '1 0',
  '3 0',
  '0 1',
  '1 1',
  '2 1',
  '3 1',
  '4 1',
  '0 2',
  '1 2',
  '2 2',
  '3 2',
  '4 2',
  '1 3',
  '2 3',
  '3 3',
  '2 4',
]);
const five = [0, 1, 2, 3, 4];

export const microbit: ReactNode = (
  <>
    <ellipse cx="120" cy="156" rx="70" ry="7" fill="#18211E" opacity=".14" />
    <rect x="46" y="32" width="148" height="118" rx="16" fill="#18211E" />
    <path d="M46 48q0-16 16-16h116q16 0 16 16v8H46z" fill="#D9682F" />
    <rect x="56" y="132" width="128" height="18" fill="#E5C36A" />
    <path d="M76 132v18M98 132v18M120 132v18M142 132v18M164 132v18" stroke="#18211E" strokeWidth="4" />
    <circle cx="66" cy="95" r="10" fill="#56605B" />
    <circle cx="66" cy="95" r="5" fill="#F5F4F0" />
    <circle cx="174" cy="95" r="10" fill="#56605B" />
    <circle cx="174" cy="95" r="5" fill="#F5F4F0" />
    <g fill="#F0664A">
      {five.flatMap((y) =>
        five.map((x) => (
          <rect
            key={`${x} ${y}`}
            x={91 + 13 * x}
            y={66 + 12 * y}
            width="6"
            height="8"
            rx="1.5"
            opacity={lit.has(`${x} ${y}`) ? 1 : 0.22}
          />
        )),
      )}
    </g>
  </>
);

export const makeyMakey: ReactNode = (
  <>
    <ellipse cx="120" cy="158" rx="84" ry="7" fill="#18211E" opacity=".14" />
    <path
      d="M58 120C20 120 24 62 52 48M182 112c34 4 40-36 22-52"
      stroke="#18211E"
      strokeWidth="5"
      fill="none"
      strokeLinecap="round"
    />
    <path d="M34 34q18-16 34 0l-6 22H40z" fill="#F2C53D" />
    <path d="M51 28q2-12 12-14" stroke="#28684F" strokeWidth="5" fill="none" strokeLinecap="round" />
    <circle cx="204" cy="42" r="20" fill="#A8361F" />
    <path d="M204 24q0-10 10-14" stroke="#28684F" strokeWidth="5" fill="none" strokeLinecap="round" />
    <rect x="58" y="72" width="124" height="80" rx="10" fill="#C4523A" />
    <path d="M96 84l12 14H84zM96 140l12-14H84zM68 112l14-12v24zM124 112l-14-12v24z" fill="#F5F4F0" />
    <circle cx="150" cy="98" r="10" fill="#F5F4F0" />
    <circle cx="150" cy="128" r="10" fill="#F5F4F0" />
    <rect x="170" y="92" width="18" height="26" rx="3" fill="#BFB8A8" />
  </>
);

export const sewingKit: ReactNode = (
  <>
    <ellipse cx="120" cy="156" rx="76" ry="7" fill="#18211E" opacity=".14" />
    <path d="M52 88q0-24 28-24h80q28 0 28 24v64H52z" fill="#3F86B5" />
    <rect x="44" y="140" width="152" height="14" rx="6" fill="#1C4E73" />
    <rect x="52" y="86" width="96" height="40" fill="#C3DDEC" />
    <path d="M66 86v22h8V86z" fill="#56605B" />
    <path d="M70 108v18" stroke="#18211E" strokeWidth="3" />
    <circle cx="172" cy="100" r="13" fill="#F2C53D" />
    <rect x="92" y="42" width="16" height="22" rx="3" fill="#A8361F" />
    <path d="M100 42q24-22 44 22" stroke="#A8361F" strokeWidth="3" fill="none" />
  </>
);
