import { engine } from './engine.ts';

class Metric {
  readonly #name: string;

  constructor(type: string, name: string) {
    this.#name = name;
    engine.metrics.push(`${type} ${name}`);
  }

  add(value: number | boolean, tags: Readonly<Record<string, string>> = {}): void {
    engine.samples.push({ metric: this.#name, value, tags: { ...tags } });
  }
}

export class Counter extends Metric {
  constructor(name: string) {
    super('counter', name);
  }
}

export class Gauge extends Metric {
  constructor(name: string) {
    super('gauge', name);
  }
}

export class Rate extends Metric {
  constructor(name: string) {
    super('rate', name);
  }
}

export class Trend extends Metric {
  constructor(name: string, isTime = false) {
    super(isTime ? 'trend(time)' : 'trend', name);
  }
}
