<?php
/**
 * The connection with the app, as this shop remembers it.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const CONNECTION_OPTION = 'reglo_connection';

/**
 * The app's address, this connection's id and secret, the WooCommerce key given to the app. Null when not connected.
 *
 * @return array{app:string,id:string,secret:string,store:string,key_id:int,connected_at:int}|null
 */
function find_connection(): ?array {
	$saved = get_option( CONNECTION_OPTION );
	return is_array( $saved ) && ! empty( $saved['id'] ) && ! empty( $saved['secret'] ) ? $saved : null;
}

function is_connected(): bool {
	return find_connection() !== null;
}

/** Keeps a connection; the key of the one before, if any, is thrown away. */
function save_connection( array $connection ): void {
	$before = find_connection();
	update_option( CONNECTION_OPTION, $connection, false );
	if ( $before !== null && $before['key_id'] !== $connection['key_id'] ) {
		delete_api_key( $before['key_id'] );
	}
}

/** Ends the connection here: after this the app can neither read nor write anything. */
function forget_connection(): void {
	$connection = find_connection();
	delete_option( CONNECTION_OPTION );
	if ( $connection !== null ) {
		delete_api_key( (int) $connection['key_id'] );
	}
}

/**
 * A key pair for the app, made as WooCommerce makes them. The consumer key is only returned here: its hash is kept.
 *
 * @return array{id:int,key:string,secret:string}|null Null when the database refused.
 */
function create_api_key( int $user_id ): ?array {
	global $wpdb;
	$key    = 'ck_' . wc_rand_hash();
	$secret = 'cs_' . wc_rand_hash();
	$is_in  = $wpdb->insert(
		$wpdb->prefix . 'woocommerce_api_keys',
		array(
			'user_id'         => $user_id,
			'description'     => 'Réglo',
			'permissions'     => 'read_write',
			'consumer_key'    => wc_api_hash( $key ),
			'consumer_secret' => $secret,
			'truncated_key'   => substr( $key, -7 ),
		),
		array( '%d', '%s', '%s', '%s', '%s', '%s' )
	);
	return $is_in ? array(
		'id'     => (int) $wpdb->insert_id,
		'key'    => $key,
		'secret' => $secret,
	) : null;
}

function delete_api_key( int $key_id ): void {
	global $wpdb;
	$wpdb->delete( $wpdb->prefix . 'woocommerce_api_keys', array( 'key_id' => $key_id ), array( '%d' ) );
}

/** A setting of ours, with what it is before anybody chose. */
function setting( string $name ): string {
	$initial = array(
		'replace_pay_links' => 'yes',
		'pay_on_hold'       => 'yes',
		'qr_in_emails'      => 'embedded',
		'qr_in_pdf'         => 'yes',
		'order_pages'       => 'yes',
		'my_account'        => 'yes',
	);
	return (string) get_option( "reglo_$name", $initial[ $name ] );
}
