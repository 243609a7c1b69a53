import { engine } from './engine.ts';

export default {
  get scenario() {
    return engine.scenario;
  },
  get vu() {
    return engine.vu;
  },
};
