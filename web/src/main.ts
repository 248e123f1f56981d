import './style/page.css';
import { mount } from 'svelte';
import Frame from './Frame.svelte';
import { followLinks } from './routing/place.svelte.js';
import { takeArrivals } from './session/arrival.svelte.js';

const target = document.getElementById('pages');
if (target === null) throw new Error('index.html has no element #pages');
takeArrivals();
followLinks();
mount(Frame, { target });
