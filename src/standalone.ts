import { readConfig } from './config/index.js';
import { runUntilSignal } from './run-until-signal.js';

/** What `npm start` runs. */
await runUntilSignal(async (interrupted) => {
  interrupted.addEventListener('abort', () => console.log('\nstopping …'));
  const config = readConfig();
  // Loading everything takes a second, in which Ctrl-C must already do what it does later.
  const { startProduct } = await import('./start-product.js');
  const product = await startProduct({
    config,
    interrupted,
    onProgress: (step) => console.log(`  ${step} …`),
  });
  console.log(`\nShewhart listens on ${product.url} (API: ${product.url}/api/docs). Ctrl-C stops it.`);
  if (product.firstAdmin)
    console.log(`First time here? Make the first account within 24 hours at\n  ${product.firstAdmin.link}`);
  else console.log(`Sign in: POST ${product.url}/api/v1/auth/sign-in/email {"email", "password"}`);
  return product;
});
