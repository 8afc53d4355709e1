/* Copy buttons, and a question before a connection is ended. */
( function () {
	document.addEventListener( 'click', function ( event ) {
		const button = event.target instanceof Element ? event.target.closest( '[data-reglo-copy], [data-reglo-confirm]' ) : null;
		if ( ! button ) {
			return;
		}
		if ( button.dataset.regloConfirm !== undefined ) {
			if ( ! window.confirm( button.dataset.regloConfirm ) ) {
				event.preventDefault();
			}
			return;
		}
		copy( button );
	} );

	function copy( button ) {
		const field = document.querySelector( button.dataset.regloCopy );
		field.select();
		// Shops administered over plain http have no clipboard object; elsewhere the browser may refuse it.
		const done = navigator.clipboard ? navigator.clipboard.writeText( field.value ) : Promise.reject();
		done.catch( () => {
			if ( ! document.execCommand( 'copy' ) ) {
				throw new Error( 'not copied' );
			}
		} ).then( () => say( button ), () => field.focus() );
	}

	/* Pressed again meanwhile, the button still finds back to its own words. */
	function say( button ) {
		button.dataset.regloWords = button.dataset.regloWords || button.textContent;
		button.textContent = button.dataset.regloCopied;
		window.wp.a11y.speak( button.dataset.regloCopied );
		window.clearTimeout( Number( button.dataset.regloTimer ) );
		button.dataset.regloTimer = window.setTimeout( () => ( button.textContent = button.dataset.regloWords ), 2000 );
	}
} )();
