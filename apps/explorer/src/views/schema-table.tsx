import type { Json } from '@espresso/kernel';
import { schemaFields } from '../model/schema-fields.ts';
import { useWords } from './words.ts';

/** The fields of an event, one a line. */
export const SchemaTable = ({ schema, masked }: { readonly schema: Json; readonly masked: readonly string[] }) => {
  const t = useWords();
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={t('schema')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('kind')}</th>
            <th scope="col">
              <span class="aside">{t('required')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {schemaFields(schema).map(({ path, kind, isRequired }) => (
            <tr key={path}>
              <th scope="row">
                <code>{path}</code>
              </th>
              <td>
                <code>{kind}</code>
              </td>
              <td class="soft">
                {isRequired ? t('required') : t('optional')}
                {masked.includes(path) ? ` · ${t('masked')}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
