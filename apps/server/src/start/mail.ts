import type { Mail, Mailer } from '@coffee/identity';
import type { Logger } from '@espresso/host';
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './data-folder.ts';

const SENT_WITHIN_MS = 20_000;

/** Mail by a mail server. The library is loaded with the first letter: most bars never send one. */
export const smtpMailer = (url: string, from: string): Mailer => {
  let opening: Promise<{ sendMail(letter: object): Promise<unknown> }> | undefined;
  const open = async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url,
      connectionTimeout: SENT_WITHIN_MS,
      greetingTimeout: SENT_WITHIN_MS,
      socketTimeout: SENT_WITHIN_MS,
    });
  };
  return {
    send: async (mail) => {
      const transport = await (opening ??= open());
      await transport.sendMail({
        from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        messageId: messageId(mail),
      });
    },
  };
};

/** Mail kept as files, where there is no mail server: for trying out, and for a bar without a network. */
export const outboxMailer = (folder: string, from: string, log: Logger): Mailer => ({
  send: (mail) => {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
    const file = join(folder, `${keyOf(mail)}.eml`);
    // The same letter again is the same file.
    writeFileSync(`${file}.new`, letter(mail, from), { mode: PRIVATE_FILE });
    renameSync(`${file}.new`, file);
    log.info({ file }, 'a mail was kept in the outbox: no mail server is set (ESPRESSO_SMTP_URL)');
    return Promise.resolve();
  },
});

/** RFC 5322; a line end in a header would begin another header. */
const letter = (mail: Mail, from: string): string =>
  [
    `From: ${oneLine(from)}`,
    `To: ${oneLine(mail.to)}`,
    `Subject: ${oneLine(mail.subject)}`,
    `Message-ID: ${messageId(mail)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...mail.text.split(/\r?\n/),
    '',
  ].join('\r\n');

const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

const keyOf = ({ key }: Mail): string => createHash('sha256').update(key).digest('hex').slice(0, 32);
const messageId = (mail: Mail): string => `<${keyOf(mail)}@serverless-espresso>`;
