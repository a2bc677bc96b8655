// The browser that is installed here, or null. `playwright-core` is found as any module, or in the
// folder that TABLEKEEP_PLAYWRIGHT names.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

export async function browser(options = {}) {
  const executablePath = process.env.TABLEKEEP_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return null;
  let chromium;
  try {
    const from = createRequire(process.env.TABLEKEEP_PLAYWRIGHT ? `${process.env.TABLEKEEP_PLAYWRIGHT}/x.js` : import.meta.url);
    ({ chromium } = from('playwright-core'));
  } catch {
    return null;
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], ...options });
}
