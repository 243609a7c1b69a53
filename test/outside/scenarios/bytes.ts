import { defineScenario, defineStep, post } from '../../../lib/contract/scenario.ts';

const whole = new Uint8Array([0x25, 0, 0xff, 0x50]);
const send = (name: 'whole' | 'part' | 'buffer', body: Uint8Array | ArrayBuffer, type?: string) =>
  defineStep({
    name,
    request: () => post(`/${name}`, body, type === undefined ? {} : { headers: { 'Content-Type': type } }),
    expect: { status: [200] },
  });

export default defineScenario({
  name: 'bytes',
  summary: 'bodies that are no text',
  steps: [send('whole', whole), send('part', whole.subarray(1, 3)), send('buffer', whole.buffer, 'image/png')],
  objectives: [],
});
