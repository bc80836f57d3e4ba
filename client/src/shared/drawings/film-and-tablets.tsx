import type { ReactNode } from 'react';

export const ipadBag: ReactNode = (
  <>
    <ellipse cx="120" cy="158" rx="86" ry="7" fill="#18211E" opacity=".14" />
    <rect x="36" y="62" width="168" height="92" rx="12" fill="#134333" />
    <rect x="36" y="108" width="168" height="46" rx="12" fill="#1B5540" />
    <path d="M96 62v-8q0-12 12-12h24q12 0 12 12v8" stroke="#134333" strokeWidth="8" fill="none" />
    <g transform="translate(0 -6)">
      <rect x="54" y="28" width="30" height="80" rx="5" fill="#18211E" />
      <rect x="57" y="33" width="24" height="70" rx="2" fill="#9CC4DE" />
      <rect x="88" y="20" width="30" height="88" rx="5" fill="#18211E" />
      <rect x="91" y="25" width="24" height="78" rx="2" fill="#F2C53D" />
      <rect x="122" y="26" width="30" height="82" rx="5" fill="#18211E" />
      <rect x="125" y="31" width="24" height="72" rx="2" fill="#E9A48E" />
      <rect x="156" y="22" width="30" height="86" rx="5" fill="#18211E" />
      <rect x="159" y="27" width="24" height="76" rx="2" fill="#B9D4C6" />
    </g>
    <rect x="36" y="100" width="168" height="54" rx="12" fill="#1B5540" />
    <rect x="104" y="94" width="32" height="16" rx="4" fill="#F2C53D" />
    <rect x="52" y="122" width="52" height="18" rx="3" fill="#F5F4F0" />
    <path d="M58 128h28M58 134h18" stroke="#56605B" strokeWidth="2.5" />
  </>
);

export const ipadStand: ReactNode = (
  <>
    <ellipse cx="120" cy="160" rx="62" ry="7" fill="#18211E" opacity=".14" />
    <path d="M120 96L78 158M120 96l42 62M120 96v62" stroke="#18211E" strokeWidth="7" strokeLinecap="round" />
    <rect x="114" y="74" width="12" height="34" rx="3" fill="#56605B" />
    <rect x="62" y="20" width="116" height="70" rx="8" fill="#18211E" />
    <rect x="69" y="27" width="102" height="56" rx="3" fill="#DCEAE2" />
    <path d="M69 72l26-24 20 18 16-12 40 29H72q-3 0-3-3z" fill="#5F9A82" />
    <circle cx="148" cy="42" r="8" fill="#F2C53D" />
    <circle cx="120" cy="94" r="6" fill="#A8361F" />
  </>
);

export const greenScreen: ReactNode = (
  <>
    <ellipse cx="120" cy="160" rx="92" ry="7" fill="#18211E" opacity=".14" />
    <path d="M40 24v134M200 24v134" stroke="#18211E" strokeWidth="6" strokeLinecap="round" />
    <path d="M26 160h28M186 160h28" stroke="#18211E" strokeWidth="6" strokeLinecap="round" />
    <rect x="32" y="18" width="176" height="8" rx="4" fill="#18211E" />
    <path d="M46 26h148v112q0 10 12 18H34q12-8 12-18z" fill="#57B576" />
    <path d="M80 26q-4 60 0 112M160 26q4 60 0 112" stroke="#3F9A60" strokeWidth="3" fill="none" />
    <circle cx="120" cy="76" r="15" fill="#E8B58F" />
    <path d="M105 74q0-18 15-18t15 18q-8-8-15-8t-15 8z" fill="#5A3A22" />
    <path d="M92 144q0-46 28-46t28 46z" fill="#F2C53D" />
    <path d="M96 112l-22-16M144 112l20-22" stroke="#F2C53D" strokeWidth="10" strokeLinecap="round" />
    <circle cx="72" cy="94" r="6" fill="#E8B58F" />
    <circle cx="166" cy="88" r="6" fill="#E8B58F" />
    <path d="M104 142v16M136 142v16" stroke="#1C4E73" strokeWidth="14" />
  </>
);

export const microphone: ReactNode = (
  <>
    <ellipse cx="120" cy="158" rx="60" ry="7" fill="#18211E" opacity=".14" />
    <path
      d="M82 76v10a38 38 0 0 0 76 0V76"
      stroke="#18211E"
      strokeWidth="7"
      fill="none"
      strokeLinecap="round"
    />
    <path d="M120 124v26M86 154h68" stroke="#18211E" strokeWidth="8" strokeLinecap="round" />
    <rect x="94" y="20" width="52" height="88" rx="26" fill="#56605B" />
    <path d="M94 62v20a26 26 0 0 0 52 0V62z" fill="#A8361F" />
    <path d="M102 38h36M98 50h44" stroke="#F5F4F0" strokeWidth="4" strokeLinecap="round" opacity=".7" />
    <path
      d="M50 62q-12 20 0 40M30 50q-20 32 0 64M190 62q12 20 0 40M210 50q20 32 0 64"
      stroke="#BD7D00"
      strokeWidth="6"
      fill="none"
      strokeLinecap="round"
    />
  </>
);

export const cameraTripod: ReactNode = (
  <>
    <ellipse cx="120" cy="160" rx="66" ry="7" fill="#18211E" opacity=".14" />
    <path
      d="M120 104l-44 54M120 104l44 54M120 104v54"
      stroke="#18211E"
      strokeWidth="7"
      strokeLinecap="round"
    />
    <rect x="108" y="88" width="24" height="18" rx="4" fill="#A8361F" />
    <path d="M84 30l8-12h30l8 12z" fill="#2C3631" />
    <rect x="58" y="28" width="124" height="64" rx="10" fill="#18211E" />
    <rect x="58" y="46" width="124" height="30" fill="#2C3631" />
    <circle cx="120" cy="60" r="27" fill="#56605B" />
    <circle cx="120" cy="60" r="19" fill="#9CC4DE" />
    <circle cx="112" cy="53" r="6" fill="#fff" opacity=".85" />
    <circle cx="168" cy="40" r="5" fill="#F2C53D" />
  </>
);

export const headset: ReactNode = (
  <>
    <ellipse cx="120" cy="156" rx="72" ry="7" fill="#18211E" opacity=".14" />
    <path d="M48 84q4-52 72-52t72 52" stroke="#56605B" strokeWidth="14" fill="none" />
    <path d="M120 32v26" stroke="#56605B" strokeWidth="12" />
    <path
      d="M44 74h152q12 0 12 14v32q0 22-22 22h-28q-14 0-22-12-8-10-16-10t-16 10q-8 12-22 12H54q-22 0-22-22V88q0-14 12-14z"
      fill="#F5F4F0"
    />
    <path
      d="M52 90h136q8 0 8 8v16q0 14-14 14h-22q-10 0-18-12-10-12-22-12t-22 12q-8 12-18 12H58q-14 0-14-14V98q0-8 8-8z"
      fill="#18211E"
    />
    <path d="M58 98h40l-14 16H58z" fill="#4687B3" opacity=".8" />
  </>
);

export const documentCamera: ReactNode = (
  <>
    <ellipse cx="120" cy="158" rx="88" ry="7" fill="#18211E" opacity=".14" />
    <path d="M58 126h100l26 26H34z" fill="#F5F4F0" />
    <path d="M70 134h64M64 142h52" stroke="#857F70" strokeWidth="4" />
    <path d="M132 132l14 14" stroke="#A8361F" strokeWidth="6" strokeLinecap="round" />
    <rect x="162" y="140" width="52" height="16" rx="6" fill="#18211E" />
    <path
      d="M190 142V62q0-26-26-26h-38"
      stroke="#56605B"
      strokeWidth="11"
      fill="none"
      strokeLinecap="round"
    />
    <rect x="80" y="24" width="52" height="28" rx="8" fill="#18211E" />
    <circle cx="100" cy="54" r="10" fill="#9CC4DE" />
    <path d="M92 62l-24 58h68l-28-58z" fill="#F2C53D" opacity=".45" />
  </>
);

export const stopMotion: ReactNode = (
  <>
    <ellipse cx="120" cy="160" rx="92" ry="7" fill="#18211E" opacity=".14" />
    <path d="M32 156V92h120v64z" fill="#C3DDEC" />
    <path d="M32 156v-22q30-18 60-4t60-2v28z" fill="#5F9A82" />
    <circle cx="132" cy="108" r="8" fill="#F2C53D" />
    <circle cx="72" cy="118" r="12" fill="#D9682F" />
    <path d="M56 152q0-24 16-24t16 24z" fill="#D9682F" />
    <circle cx="68" cy="116" r="3" fill="#18211E" />
    <circle cx="77" cy="116" r="3" fill="#18211E" />
    <path d="M204 156V46q0-12-14-12h-42" stroke="#18211E" strokeWidth="8" fill="none" strokeLinecap="round" />
    <path d="M180 156h44" stroke="#18211E" strokeWidth="8" strokeLinecap="round" />
    <rect x="64" y="20" width="86" height="52" rx="7" fill="#18211E" transform="rotate(-8 107 46)" />
    <rect x="72" y="28" width="70" height="36" rx="3" fill="#DCEAE2" transform="rotate(-8 107 46)" />
    <path d="M92 50q6-12 14-2t14-8" stroke="#D9682F" strokeWidth="6" fill="none" strokeLinecap="round" />
  </>
);

export const filmLights: ReactNode = (
  <>
    <ellipse cx="120" cy="160" rx="70" ry="7" fill="#18211E" opacity=".14" />
    <path d="M120 92l-36 66M120 92l36 66M120 92v66" stroke="#18211E" strokeWidth="7" strokeLinecap="round" />
    <circle cx="120" cy="58" r="44" fill="#18211E" />
    <circle cx="120" cy="58" r="34" fill="#FBEBC0" />
    <circle cx="120" cy="58" r="16" fill="#18211E" />
    <path
      d="M52 58H34M206 58h-18M70 18L58 8M170 18l12-10"
      stroke="#BD7D00"
      strokeWidth="6"
      strokeLinecap="round"
    />
  </>
);

export const headphones: ReactNode = (
  <>
    <ellipse cx="120" cy="158" rx="76" ry="7" fill="#18211E" opacity=".14" />
    <path d="M54 112q-4-82 66-82t66 82" stroke="#18211E" strokeWidth="11" fill="none" />
    <rect x="36" y="96" width="38" height="56" rx="16" fill="#3F86B5" />
    <rect x="166" y="96" width="38" height="56" rx="16" fill="#3F86B5" />
    <rect x="64" y="102" width="16" height="44" rx="8" fill="#1C4E73" />
    <rect x="160" y="102" width="16" height="44" rx="8" fill="#1C4E73" />
  </>
);

export const projector: ReactNode = (
  <>
    <ellipse cx="120" cy="158" rx="88" ry="7" fill="#18211E" opacity=".14" />
    <path d="M142 92L214 34v90z" fill="#F2C53D" opacity=".5" />
    <rect x="30" y="74" width="128" height="66" rx="14" fill="#F5F4F0" />
    <path d="M30 112h128v14q0 14-14 14H44q-14 0-14-14z" fill="#DDD8CB" />
    <circle cx="132" cy="100" r="22" fill="#56605B" />
    <circle cx="132" cy="100" r="14" fill="#9CC4DE" />
    <path d="M46 92h44M46 102h34" stroke="#857F70" strokeWidth="5" strokeLinecap="round" />
    <path d="M50 140v14M138 140v14" stroke="#18211E" strokeWidth="8" strokeLinecap="round" />
  </>
);

export const ipad: ReactNode = (
  <>
    <ellipse cx="120" cy="160" rx="70" ry="7" fill="#18211E" opacity=".14" />
    <rect x="66" y="16" width="108" height="142" rx="12" fill="#18211E" />
    <rect x="74" y="26" width="92" height="122" rx="4" fill="#C3DDEC" />
    <path d="M74 116l28-30 22 22 18-16 24 24v28a4 4 0 0 1-4 4H78a4 4 0 0 1-4-4z" fill="#5F9A82" />
    <circle cx="144" cy="54" r="13" fill="#F2C53D" />
    <circle cx="98" cy="58" r="16" fill="#F5F4F0" />
    <path d="M93 49v18l15-9z" fill="#A8361F" />
    <circle cx="120" cy="21" r="2" fill="#56605B" />
  </>
);
