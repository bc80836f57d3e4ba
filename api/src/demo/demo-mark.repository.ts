import { DemoMarkModel } from './demo-mark.model.ts';

/** How far the demo centre has been filled; undefined where nobody began. */
export async function readDemoMark(): Promise<'filling' | 'filled' | undefined> {
  const mark = await DemoMarkModel.findById('demo').lean();
  return mark?.state;
}

export async function writeDemoMark(state: 'filling' | 'filled'): Promise<void> {
  await DemoMarkModel.updateOne({ _id: 'demo' }, { $set: { state } }, { upsert: true });
}
