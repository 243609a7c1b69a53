// Ends with 1 unless every package of the lock file has a digest to compare what is downloaded with. Run before npm ci,
// which installs what has none all the same.
import { readFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const { packages } = JSON.parse(readFileSync(file, 'utf8'));
const without = Object.entries(packages)
  .filter(([path, { link, integrity }]) => path.includes('node_modules/') && !link && !integrity)
  .map(([path]) => path);
process.stderr.write(without.map((path) => `${file}: ${path} has no integrity\n`).join(''));
process.exit(without.length === 0 ? 0 : 1);
