import { say } from '../lib/locales/say.ts';
import { BADGES, type Badge } from '../lib/verdict/badges.ts';

export interface BadgeChoiceProps {
  readonly badge: Badge;
  readonly isLocked: boolean;
  readonly onChange: (badge: Badge) => void;
}

/** Which lane the badge shows, and what that has the automatic badge ask. */
export function BadgeChoice({ badge, isLocked, onChange }: BadgeChoiceProps) {
  return (
    <section>
      <fieldset disabled={isLocked} aria-describedby="badge-asks">
        <legend>{say('choices.badge')}</legend>
        <p class="quiet">{say('choices.badgeHint')}</p>
        {isLocked && <p class="locked">{say('choices.locked')}</p>}
        {BADGES.map((each) => (
          <label key={each} class="choice">
            <input
              type="radio"
              name="badge"
              value={each}
              checked={badge === each}
              onChange={() => onChange(each)}
            />
            {say(`choices.badges.${each}`)}
          </label>
        ))}
        <p class="quiet" id="badge-asks">
          {say('choices.badgeAsks')}
        </p>
      </fieldset>
    </section>
  );
}
