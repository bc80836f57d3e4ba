import type { ReactNode } from 'react';

export const bluebot: ReactNode = (
  <>
    <ellipse cx="120" cy="152" rx="72" ry="7" fill="#18211E" opacity=".14" />
    <circle cx="76" cy="140" r="13" fill="#18211E" />
    <circle cx="164" cy="140" r="13" fill="#18211E" />
    <path d="M46 136c0-52 30-92 74-92s74 40 74 92z" fill="#3F86B5" />
    <path d="M46 136c0-14 2-27 6-38h136c4 11 6 24 6 38z" fill="#2B6C99" />
    <path d="M74 70c10-16 26-26 46-26 6 0 12 1 17 3-26 4-46 16-57 34z" fill="#7FB6D8" />
    <rect x="40" y="132" width="160" height="10" rx="5" fill="#1C4E73" />
    <circle cx="98" cy="112" r="13" fill="#fff" />
    <circle cx="142" cy="112" r="13" fill="#fff" />
    <circle cx="101" cy="113" r="6" fill="#18211E" />
    <circle cx="145" cy="113" r="6" fill="#18211E" />
    <path d="M112 127q8 6 16 0" stroke="#fff" strokeWidth="3.5" fill="none" strokeLinecap="round" />
    <g fill="#F2C53D">
      <path d="M120 52l8 10h-16z" />
      <path d="M120 90l8-10h-16z" />
      <path d="M99 71l10-8v16z" />
      <path d="M141 71l-10-8v16z" />
    </g>
    <circle cx="120" cy="71" r="6.5" fill="#A9D6B8" />
  </>
);

export const dash: ReactNode = (
  <>
    <ellipse cx="120" cy="156" rx="70" ry="7" fill="#18211E" opacity=".14" />
    <circle cx="82" cy="122" r="33" fill="#1F8A8A" />
    <circle cx="158" cy="122" r="33" fill="#1F8A8A" />
    <path d="M60 98a33 33 0 0 1 44 0q-22-6-44 0zM136 98a33 33 0 0 1 44 0q-22-6-44 0z" fill="#4FB0AB" />
    <circle cx="120" cy="128" r="28" fill="#166C6C" />
    <circle cx="82" cy="126" r="9" fill="#F08A3C" />
    <circle cx="158" cy="126" r="9" fill="#F08A3C" />
    <rect x="104" y="86" width="32" height="14" rx="4" fill="#F08A3C" />
    <rect x="113" y="10" width="14" height="16" rx="5" fill="#F08A3C" />
    <circle cx="120" cy="60" r="42" fill="#1F8A8A" />
    <path d="M84 40a42 42 0 0 1 72 0q-36-16-72 0z" fill="#4FB0AB" />
    <rect x="70" y="48" width="12" height="26" rx="6" fill="#F08A3C" />
    <rect x="158" y="48" width="12" height="26" rx="6" fill="#F08A3C" />
    <circle cx="120" cy="63" r="24" fill="#F5F4F0" />
    <circle cx="123" cy="64" r="13" fill="#18211E" />
    <circle cx="128" cy="58" r="5" fill="#fff" />
  </>
);

export const bluebotMat: ReactNode = (
  <>
    <ellipse cx="120" cy="158" rx="84" ry="7" fill="#18211E" opacity=".14" />
    <path d="M58 44h124l34 104H24z" fill="#F5F4F0" />
    <path d="M89 44l-17 104M120 44v104M151 44l17 104M49 70h142M39 106h162" stroke="#857F70" strokeWidth="3" />
    <path d="M120 70h37l6 36h-43z" fill="#F2C53D" />
    <path d="M80 106h40v42H72z" fill="#9CC4DE" />
    <path d="M89 44h31v26H85z" fill="#E9A48E" />
    <path d="M96 126h8v-10h10" stroke="#18211E" strokeWidth="4" fill="none" />
  </>
);

export const ozobot: ReactNode = (
  <>
    <ellipse cx="120" cy="150" rx="92" ry="9" fill="#18211E" opacity=".1" />
    <path
      d="M22 148q44-2 62-2M156 146q30 2 40-14t24-16"
      stroke="#18211E"
      strokeWidth="9"
      fill="none"
      strokeLinecap="round"
    />
    <path d="M44 148h22" stroke="#A8361F" strokeWidth="9" />
    <path d="M178 146q12-2 18-10" stroke="#3F86B5" strokeWidth="9" fill="none" />
    <path d="M70 146c-6-60 14-104 50-104s56 44 50 104z" fill="#F5F4F0" />
    <path d="M70 146c-1-12-1-24 1-34h98c2 10 2 22 1 34z" fill="#DDD8CB" />
    <path d="M88 74q32-22 64 0 6 20-6 26-26 10-52 0-12-6-6-26z" fill="#18211E" />
    <circle cx="106" cy="84" r="8" fill="#9CC4DE" />
    <circle cx="134" cy="84" r="8" fill="#9CC4DE" />
    <circle cx="120" cy="52" r="6" fill="#F2C53D" />
    <rect x="64" y="138" width="112" height="12" rx="6" fill="#56605B" />
    <path d="M112 120q8 6 16 0" stroke="#56605B" strokeWidth="4" fill="none" strokeLinecap="round" />
  </>
);

export const legoSpike: ReactNode = (
  <>
    <ellipse cx="120" cy="158" rx="86" ry="7" fill="#18211E" opacity=".14" />
    <g fill="#F2C53D">
      <rect x="72" y="40" width="96" height="76" rx="6" />
      <rect x="80" y="30" width="18" height="12" rx="3" />
      <rect x="111" y="30" width="18" height="12" rx="3" />
      <rect x="142" y="30" width="18" height="12" rx="3" />
    </g>
    <rect x="84" y="54" width="72" height="48" rx="5" fill="#F5F4F0" />
    <g fill="#BD7D00">
      {[0, 1, 2].flatMap((row) =>
        [0, 1, 2, 3].map((column) => (
          <rect key={`${row} ${column}`} x={94 + column * 14} y={62 + row * 12} width="9" height="8" rx="2" />
        )),
      )}
    </g>
    <rect x="44" y="112" width="152" height="20" rx="5" fill="#4687B3" />
    <g fill="#0B2E22" opacity=".3">
      {[58, 80, 102, 124, 146, 168, 188].map((x) => (
        <circle key={x} cx={x} cy="122" r="4.5" />
      ))}
    </g>
    <circle cx="72" cy="138" r="21" fill="#18211E" />
    <circle cx="72" cy="138" r="9" fill="#A8361F" />
    <circle cx="168" cy="138" r="21" fill="#18211E" />
    <circle cx="168" cy="138" r="9" fill="#A8361F" />
    <path d="M168 70c26 0 30 16 24 42" stroke="#18211E" strokeWidth="5" fill="none" />
  </>
);

export const beebot: ReactNode = (
  <>
    <ellipse cx="120" cy="152" rx="76" ry="7" fill="#18211E" opacity=".14" />
    <circle cx="78" cy="140" r="12" fill="#18211E" />
    <circle cx="162" cy="140" r="12" fill="#18211E" />
    <path d="M42 136c0-50 32-84 78-84s78 34 78 84z" fill="#F2C53D" />
    <path d="M92 58q-10 36-8 78h24q-4-46 4-83zM128 53q8 37 4 83h24q2-42-8-78z" fill="#18211E" />
    <path
      d="M104 52q-10-26-26-28M136 52q10-26 26-28"
      stroke="#18211E"
      strokeWidth="5"
      fill="none"
      strokeLinecap="round"
    />
    <circle cx="76" cy="22" r="6" fill="#A8361F" />
    <circle cx="164" cy="22" r="6" fill="#A8361F" />
    <circle cx="64" cy="108" r="11" fill="#fff" />
    <circle cx="176" cy="108" r="11" fill="#fff" />
    <circle cx="66" cy="109" r="5" fill="#18211E" />
    <circle cx="174" cy="109" r="5" fill="#18211E" />
    <rect x="36" y="132" width="168" height="10" rx="5" fill="#BD7D00" />
  </>
);
