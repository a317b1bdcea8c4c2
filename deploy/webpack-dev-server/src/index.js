document.body.textContent = 'OpenADR 2.0b is at /OpenADR2/Simple/2.0b/';
