import { bluebot } from './robots.tsx';

/** A robot on its way over the mat to the school: the picture of the home and login pages. Decorative. */
export function Scene({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 560 360"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      focusable="false"
      className={className}
    >
      <path d="M34 360C60 200 120 122 210 112S400 70 560 100V360z" fill="var(--mc-ground-hill)" />
      <circle cx="452" cy="66" r="38" fill="#D9682F" />
      <g fill="#28684F">
        <path d="M62 138l26-74 26 74z" />
        <path d="M102 144l20-56 20 56z" />
        <path d="M30 148l18-48 18 48z" />
      </g>
      <g transform="translate(300 34) scale(.9)">
        <rect x="0" y="50" width="120" height="74" fill="#A8361F" />
        <path d="M-10 52L60 4l70 48z" fill="#5A1E12" />
        <rect x="48" y="80" width="26" height="44" fill="#F5F4F0" />
        <rect x="14" y="70" width="22" height="22" fill="#F5F4F0" />
        <rect x="86" y="70" width="22" height="22" fill="#F5F4F0" />
        <path d="M25 70v22M14 81h22M97 70v22M86 81h22" stroke="#A8361F" strokeWidth="3" />
        <path d="M60 4v-26" stroke="#18211E" strokeWidth="3" />
        <path d="M60-22h30l-7 8 7 8H60z" fill="#3F86B5" />
      </g>
      <path d="M104 186h352l72 174H32z" fill="#F5F4F0" />
      <path
        d="M174 186L131 360M245 186l-15 174M315 186l15 174M386 186l43 174M88 224h384M66 278h428"
        stroke="#A59F90"
        strokeWidth="3"
      />
      <path d="M315 186H386L395 224H318z" fill="#9CC4DE" />
      <path d="M88 224H165L151 278H66z" fill="#E9A48E" />
      <path d="M409 278H494L528 360H429z" fill="#B9D4C6" />
      <path
        d="M212 302q44-6 60-40t78-56"
        stroke="#134333"
        strokeWidth="6"
        strokeDasharray="2 14"
        strokeLinecap="round"
        fill="none"
      />
      <g transform="translate(334 170) scale(.28)">
        <path d="M40 0v110" stroke="#18211E" strokeWidth="12" />
        <path d="M40 4h100l-26 30 26 30H40z" fill="#A8361F" />
      </g>
      <g transform="translate(70 176) scale(.98)">{bluebot}</g>
    </svg>
  );
}
