import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, NotFoundException, Param, StreamableFile } from '@nestjs/common';
import { PAGE, POLICY, START } from './graphiql-page.js';

const packageFolder = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** What the page loads, all from this service: the name in its address, its kind, and where it comes from. */
const FILES = new Map([
  ['react.js', { type: 'text/javascript', path: join(packageFolder('react'), 'umd/react.production.min.js') }],
  ['react-dom.js', { type: 'text/javascript', path: join(packageFolder('react-dom'), 'umd/react-dom.production.min.js') }],
  ['graphiql.js', { type: 'text/javascript', path: join(packageFolder('graphiql'), 'graphiql.min.js') }],
  ['graphiql.css', { type: 'text/css', path: join(packageFolder('graphiql'), 'graphiql.min.css') }],
]);

/** GraphiQL, a page to write queries in and to read the schema. It asks nothing of any other host. */
@Controller('graphiql')
export class GraphiqlController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  @Header('referrer-policy', 'no-referrer')
  @Header('x-content-type-options', 'nosniff')
  page(): string {
    return PAGE;
  }

  @Get('start.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('x-content-type-options', 'nosniff')
  start(): string {
    return START;
  }

  @Get(':file')
  @Header('cache-control', 'max-age=3600')
  @Header('x-content-type-options', 'nosniff')
  file(@Param('file') name: string): StreamableFile {
    const file = FILES.get(name);
    if (!file) throw new NotFoundException();
    return new StreamableFile(createReadStream(file.path), { type: `${file.type}; charset=utf-8` });
  }
}
