import { Controller, Get, Header } from '@nestjs/common';
import { OpenIdProvider } from '../open-id/open-id-provider.js';
import { page, POLICY, STYLE } from './begin-page.js';
import { SCRIPT } from './begin-script.js';

/** Where a one-time link leads, and where people sign in. It asks nothing of any other host. */
@Controller('begin')
export class BeginController {
  constructor(private readonly provider: OpenIdProvider) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  @Header('referrer-policy', 'no-referrer')
  @Header('x-content-type-options', 'nosniff')
  @Header('cache-control', 'no-store')
  page(): string {
    return page(this.provider.isThere);
  }

  @Get('begin.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('x-content-type-options', 'nosniff')
  script(): string {
    return SCRIPT;
  }

  @Get('begin.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('x-content-type-options', 'nosniff')
  style(): string {
    return STYLE;
  }
}
