import { Module } from '@nestjs/common';

import { ProviderController } from './http/provider.controller.js';
import { SignInController } from './http/sign-in.controller.js';
import { BeginSignIn } from './operations/begin-sign-in.operation.js';
import { ClientSecrets } from './operations/client-secrets.js';
import { CompleteSignIn } from './operations/complete-sign-in.operation.js';
import { ConfigureProvider } from './operations/configure-provider.operation.js';
import { Discovery } from './operations/discovery.js';
import { ExchangeCode } from './operations/exchange-code.js';
import { ProviderHttp } from './operations/provider-http.js';
import { ShowProvider } from './queries/show-provider.query.js';

/** Single sign-on: another house says who somebody is (OpenID Connect). */
@Module({
  controllers: [ProviderController, SignInController],
  providers: [
    BeginSignIn,
    ClientSecrets,
    CompleteSignIn,
    ConfigureProvider,
    Discovery,
    ExchangeCode,
    ProviderHttp,
    ShowProvider,
  ],
})
export class SsoModule {}
