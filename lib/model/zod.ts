import { config } from 'zod';

// A schema reads one document or two in a process: to compile it first, as zod does, takes longer than to read them.
config({ jitless: true });

export * from 'zod';
