import type { ReactNode } from 'react';
import {
  cameraTripod,
  documentCamera,
  filmLights,
  greenScreen,
  headphones,
  headset,
  ipad,
  ipadBag,
  ipadStand,
  microphone,
  projector,
  stopMotion,
} from './film-and-tablets.tsx';
import { makeyMakey, microbit, printer3d, sewingKit, themeBox } from './making.tsx';
import { beebot, bluebot, bluebotMat, dash, legoSpike, ozobot } from './robots.tsx';

export type Ground = 'yellow' | 'sky' | 'green' | 'clay' | 'sand';
type Picture = { readonly ground: Ground; readonly art: ReactNode };

const drawings = new Map<string, Picture>([
  ['beebot', { ground: 'sky', art: beebot }],
  ['bluebot', { ground: 'yellow', art: bluebot }],
  ['bluebot-mat', { ground: 'sand', art: bluebotMat }],
  ['camera-tripod', { ground: 'green', art: cameraTripod }],
  ['dash', { ground: 'clay', art: dash }],
  ['document-camera', { ground: 'sky', art: documentCamera }],
  ['film-lights', { ground: 'green', art: filmLights }],
  ['green-screen', { ground: 'green', art: greenScreen }],
  ['headphones', { ground: 'sand', art: headphones }],
  ['ipad', { ground: 'yellow', art: ipad }],
  ['ipad-bag', { ground: 'sky', art: ipadBag }],
  ['ipad-stand', { ground: 'sand', art: ipadStand }],
  ['lego-spike', { ground: 'green', art: legoSpike }],
  ['makey-makey', { ground: 'sand', art: makeyMakey }],
  ['microbit', { ground: 'clay', art: microbit }],
  ['microphone', { ground: 'yellow', art: microphone }],
  ['ozobot', { ground: 'clay', art: ozobot }],
  ['printer-3d', { ground: 'sky', art: printer3d }],
  ['projector', { ground: 'green', art: projector }],
  ['sewing-kit', { ground: 'clay', art: sewingKit }],
  ['stop-motion', { ground: 'yellow', art: stopMotion }],
  ['theme-box', { ground: 'yellow', art: themeBox }],
  ['vr-headset', { ground: 'sky', art: headset }],
]);

const neutral: Picture = { ground: 'sand', art: themeBox };

/** The drawing of a kind of equipment; a plain box where a centre lends something that nobody has drawn yet. */
export const pictureOf = (name: string): Picture => drawings.get(name) ?? neutral;

/** The names that a model’s `drawing` can have, for the form where staff choose one. */
export const drawingNames: readonly string[] = [...drawings.keys()];
