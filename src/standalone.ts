import { readConfig } from './config/index.js';
import { failToStart, runUntilSignal } from './run-until-signal.js';
import { startProduct } from './start-product.js';

/** What `npm start` runs. */
async function main(): Promise<void> {
  const product = await startProduct({ config: readConfig(), onProgress: (step) => console.log(`  ${step} …`) });
  runUntilSignal(() => {
    console.log('\nstopping …');
    return product.stop();
  });
  console.log(`\nShewhart listens on ${product.url} (API: ${product.url}/api/docs). Ctrl-C stops it.`);
  if (product.firstAdmin)
    console.log(`First time here? Make the first account within 24 hours at\n  ${product.firstAdmin.link}`);
  else console.log(`Sign in: POST ${product.url}/api/v1/auth/sign-in/email {"email", "password"}`);
}

main().catch(failToStart);
